/** The size limit of a minified function with one table and its schemas. With a client of the SDK it is exceeded. */
export const LIMIT_KILOBYTES = 120;

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

/** Packages that raise the limit of the functions that contain them, by the measured size that they add. */
export const allowances: readonly {
  readonly package: string;
  readonly kilobytes: number;
  readonly because: string;
}[] = [
  {
    package: 'stripe',
    kilobytes: 245,
    because: "the payment provider's own SDK, in the functions that charge",
  },
  {
    package: '@aws-sdk/client-s3',
    kilobytes: 300,
    because: 'the core of the SDK, with XML, checksums and presigned requests of S3',
  },
  {
    package: '@aws-sdk/client-cognito-identity-provider',
    kilobytes: 150,
    because: "the core of the SDK, and Cognito's error classes",
  },
  { package: 'jose', kilobytes: 25, because: 'verifies tokens on routes without an authorizer' },
];

/** Functions with a higher limit. */
export const functionAllowances: Readonly<
  Record<string, { readonly kilobytes: number; readonly because: string }>
> = {
  'notifications/on-event': {
    kilobytes: 65,
    because: 'consumes every event, and each contract adds a validator of 5 to 16 KB; no client waits for it',
  },
  'notifications/deliver-webhook': {
    kilobytes: 20,
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

/** Functions that may load undici while they initialize, with the reason. */
export const undiciAllowances: Readonly<Record<string, string>> = {};
