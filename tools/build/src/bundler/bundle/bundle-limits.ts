/** The size limit of a minified function with one table and its schemas, which loads in about 100 ms on a cold start. */
export const LIMIT_KILOBYTES = 300;

/** Files that no bundle may contain. */
export const forbidden: readonly { readonly files: RegExp; readonly because: string }[] = [
  {
    files: /node_modules\/ajv\/dist\/(compile|core|2020|ajv|vocabularies)\b/,
    because: "Ajv's compiler adds 100 ms to each cold start. Import schemas from a *.schema.ts module",
  },
  {
    files: /node_modules\/typebox\//,
    because: 'TypeBox defines schemas at build time only. Import validators and types instead',
  },
  {
    files: /node_modules\/(?:sharp|@img)\/|\.node$/,
    because:
      "native code belongs in a layer. Load it with createRequire(import.meta.url)('sharp') (services/media-layer)",
  },
];

/**
 * Packages that raise the limit of the functions that contain them, by the measured size that they add to a function
 * with DynamoDB's client.
 */
export const allowances: readonly {
  readonly package: string;
  readonly kilobytes: number;
  readonly because: string;
}[] = [
  {
    package: 'stripe',
    kilobytes: 260,
    because: "the payment provider's own SDK, in the functions that charge",
  },
  { package: '@aws-sdk/client-s3', kilobytes: 175, because: 'XML, checksums and multipart uploads of S3' },
  { package: '@aws-sdk/client-lambda', kilobytes: 95, because: "Lambda's REST protocol, with event streams" },
  { package: '@aws-sdk/client-ssm', kilobytes: 90, because: 'the error classes of all of Systems Manager' },
  {
    package: '@aws-sdk/client-sesv2',
    kilobytes: 80,
    because: "SES' REST protocol, and the schemas of its operations",
  },
  { package: '@aws-sdk/client-sns', kilobytes: 45, because: "SNS' query protocol and its XML" },
  { package: '@aws-sdk/client-cognito-identity-provider', kilobytes: 40, because: "Cognito's error classes" },
  { package: '@aws-sdk/client-sqs', kilobytes: 30, because: "SQS' client and the MD5 of messages" },
  {
    package: '@aws-sdk/client-kms',
    kilobytes: 30,
    because: "KMS' client, in the functions that see payment tokens",
  },
  { package: '@aws-sdk/client-sfn', kilobytes: 30, because: "Step Functions' client" },
  { package: 'jose', kilobytes: 25, because: 'verifies tokens on routes without an authorizer' },
];

/** Functions with a higher limit. */
export const functionAllowances: Readonly<
  Record<string, { readonly kilobytes: number; readonly because: string }>
> = {
  'notifications/on-event': {
    kilobytes: 70,
    because: 'consumes every event, and each contract adds a validator of 5 to 16 KB; no client waits for it',
  },
  'notifications/deliver-webhook': {
    kilobytes: 10,
    because: 'validates three parameters with their schemas; no client waits for it',
  },
  'reporting/update-order-projections': {
    kilobytes: 15,
    because: 'consumes five events; no client waits for it',
  },
  'notifications/send-email': {
    kilobytes: 50,
    because: 'consumes six events, whose contracts bound every value; no client waits for it',
  },
};
