/** What a service may use, with the reason for each number. */
export const limits = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
  resourcesPerStack: 500,
  /** A team that passes it has half a year to split its service, not an evening. */
  resourcesToWarnAt: 350,
  /** Of a template that is uploaded to S3; same page. */
  templateBytes: 1_000_000,
  templateBytesToWarnAt: 700_000,
  /** All names and values together. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  environmentBytes: 4096,
  /** What `{{resolve:ssm:…}}` of an ARN becomes: its own length is not that of the value. */
  resolvedValueBytes: 128,
  /** Unzipped there may be 250 MB with the function; 50 MB is what a zip may have that is sent in one request. */
  layerZipBytes: 50_000_000,
  /** A bundle of 600 KB with its source map, zipped: what is more carries files by mistake. */
  functionZipBytes: 1_500_000,
  /** More modules are more work at each cold start, even when minified into one file. */
  modulesPerFunction: 900,
  /** API Gateway gives up then. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
  apiTimeoutSeconds: 29,
  /** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
  visibilityPerTimeout: 6,
  /** A throttled function puts a message back, and that counts. AWS says five; what a person waits for may take three. */
  fewestReceives: 3,
  /** Jobs stream what they read: one that needs more has begun to collect it. */
  taskMegabytes: 1024,
} as const;

/**
 * Functions that call what takes only so many requests at once: they need a limit of their own, reserved concurrency
 * or the maximum concurrency of their queue.
 */
export const limitedDownstreams: readonly {
  readonly service: string;
  readonly functions: RegExp;
  readonly because: string;
}[] = [
  {
    service: 'payments',
    functions: /^(authorize|capture|void|refund)-payment$/,
    because: 'the payment provider allows some hundred requests a second for an account',
  },
  {
    service: 'notifications',
    functions: /^(send-email|deliver-webhook)s?$/,
    because:
      "SES limits e-mails a second for an account, and a customer's endpoint is somebody else's server",
  },
];
