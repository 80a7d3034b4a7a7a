import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

// API Gateway gives up after 29 s and our functions after 10: three tries of 2 s each, with their
// pauses, still leave time to answer. The SDK's own default is to wait for ever.
const BOUNDED = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const;

const once = <T>(create: () => T): (() => T) => {
  let created: T | undefined;
  return () => (created ??= create());
};

/** DynamoDB with plain JavaScript values; absent optional fields are left out. One for each environment. */
export const documentClient = once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient(BOUNDED), {
    marshallOptions: { removeUndefinedValues: true },
  }),
);
/** SNS. */
export const notificationClient = once(() => new SNSClient(BOUNDED));
/** SQS, for sending; long polls need a longer timeout. */
export const queueClient = once(() => new SQSClient(BOUNDED));
/** Step Functions. */
export const workflowClient = once(() => new SFNClient(BOUNDED));
/** Parameter Store. */
export const parameterClient = once(() => new SSMClient(BOUNDED));
