/** The limits of a service, with the reason for each number. */
export const limits = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
  resourcesPerStack: 500,
  /** Leaves a team about half a year to split its service. */
  resourcesToWarnAt: 350,
  /** For a template that is uploaded to S3; same page. */
  templateBytes: 1_000_000,
  templateBytesToWarnAt: 700_000,
  /** Names and values in total. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  environmentBytes: 4096,
  /** The assumed length of a resolved `{{resolve:ssm:…}}`, typically an ARN. */
  resolvedValueBytes: 128,
  /** The limit of a zip that is uploaded in one request. Unzipped, function and layers have 250 MB. */
  layerZipBytes: 50_000_000,
  /** A bundle of 600 KB with its source map, zipped. A larger zip contains files by mistake. */
  functionZipBytes: 1_500_000,
  /** Each module adds to the cold start, even when minified into one file. */
  modulesPerFunction: 900,
  /** The integration timeout of API Gateway. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
  apiTimeoutSeconds: 29,
  /** The visibility timeout in multiples of the function timeout. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
  visibilityTimeoutFactor: 6,
  /** For what a function does in addition to a request to another system: a call of DynamoDB has three attempts of 2 s. */
  clientTimeoutReserveSeconds: 6,
  /** Throttled invocations count as receives. AWS recommends five; a queue that a customer waits for can have three. */
  minReceiveCount: 3,
  /** Records outlast an outage of an hour, with time for the retries after it. */
  minStreamRetriesSeconds: 5_400,
  /** Jobs stream their data; one that needs more memory collects it. */
  taskMegabytes: 1024,
} as const;

/**
 * Functions that call a rate-limited downstream. They need reserved concurrency, or the maximum concurrency of their
 * queue.
 */
export const limitedDownstreams: readonly {
  readonly service: string;
  readonly functions: RegExp;
  readonly because: string;
}[] = [
  {
    service: 'payments',
    functions: /^(authorize|capture|void|refund)-payment$/,
    because: 'the payment provider accepts about a hundred requests per second and account',
  },
  {
    service: 'notifications',
    functions: /^(send-email|deliver-webhook)s?$/,
    because:
      'SES limits the emails per second and account, and webhook endpoints are servers of third parties',
  },
];
