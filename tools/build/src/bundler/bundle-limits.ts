/** What a function of a table, a handler and its schemas may weigh, minified: it loads in some 100 ms cold. */
export const LIMIT_KILOBYTES = 300;

/** Packages that no bundle may carry. */
export const forbidden: readonly { readonly files: RegExp; readonly because: string }[] = [
  {
    files: /node_modules\/ajv\/dist\/(compile|core|2020|ajv|vocabularies)\b/,
    because: "Ajv's compiler costs 100 ms of each cold start; reach schemas through a *.schema.ts module",
  },
  {
    files: /node_modules\/typebox\//,
    because: 'TypeBox defines schemas at build time; a bundle needs validators and types only',
  },
  {
    files: /node_modules\/(?:sharp|@img)\/|\.node$/,
    because:
      "native code travels in a layer; load it by createRequire(import.meta.url)('sharp') (services/media-layer)",
  },
];

/**
 * Packages that are worth more than the limit gives, with the measured weight they add beside DynamoDB's client.
 * A function that carries one may weigh that much more.
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
  { package: '@aws-sdk/client-s3', kilobytes: 175, because: 'XML, checksums and multipart of S3' },
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
  { package: '@aws-sdk/client-sfn', kilobytes: 30, because: "Step Functions' client" },
  { package: 'jose', kilobytes: 25, because: 'verifies tokens on routes without an authorizer' },
];

/** Functions that may weigh more for what they do, whatever they carry. */
export const functionAllowances: Readonly<
  Record<string, { readonly kilobytes: number; readonly because: string }>
> = {
  'notifications/on-event': {
    kilobytes: 70,
    because:
      'hears every event, and each contract brings a validator of 5 to 16 KB; nobody waits for its answer',
  },
  'notifications/deliver-webhook': {
    kilobytes: 10,
    because: 'validates three parameters by their schemas; nobody waits for its answer',
  },
  'reporting/update-order-projections': { kilobytes: 15, because: 'consumes five events; no caller waits for its response' },
  'notifications/send-email': { kilobytes: 35, because: 'hears six events; nobody waits for its answer' },
};
