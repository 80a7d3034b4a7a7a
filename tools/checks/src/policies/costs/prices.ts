/**
 * List prices in US dollars, us-east-1, without free tiers and savings plans. Read on 2026-11-23 from
 * https://aws.amazon.com/lambda/pricing/, …/api-gateway/pricing/, …/dynamodb/pricing/on-demand/, …/sqs/pricing/,
 * …/sns/pricing/, …/step-functions/pricing/, …/cloudwatch/pricing/, …/xray/pricing/, …/fargate/pricing/, …/waf/pricing/,
 * …/kms/pricing/
 */
export const prices = {
  lambdaRequest: 0.2 / 1e6,
  /** arm64. */
  lambdaGigabyteSecond: 0.0000133334,
  restRequest: 3.5 / 1e6,
  tableRead: 0.125 / 1e6,
  tableWrite: 0.625 / 1e6,
  queueRequest: 0.4 / 1e6,
  topicPublish: 0.5 / 1e6,
  stateTransition: 25 / 1e6,
  logGigabyte: 0.5,
  alarm: 0.1,
  compositeAlarm: 0.5,
  dashboard: 3,
  trace: 5 / 1e6,
  fargateGigabyteHour: 0.00356,
  fargateVcpuHour: 0.03238,
  webAcl: 5,
  /** Of a web ACL; a managed rule group of AWS is one rule. */
  webAclRule: 1,
  inspectedRequest: 0.6 / 1e6,
  /** Per month; each of the first two rotations adds as much. */
  key: 1,
  keyRequest: 0.03 / 1e4,
} as const;
