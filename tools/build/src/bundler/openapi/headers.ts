/** The headers that a route can answer with, and that its request declaration lists as `sends`. */
export type SentHeader = keyof typeof responseHeaders;

/** The statuses of successful answers that carry the header, if not all of them do. */
interface ResponseHeader {
  readonly description: string;
  readonly schema: object;
  readonly example: string;
  readonly statuses?: readonly number[];
}

const responseHeaders = {
  ETag: {
    description: 'The version of the record, for `If-Match` and `If-None-Match`.',
    schema: { type: 'string' },
    example: '"3"',
    statuses: [200, 201, 202, 304],
  },
  Location: {
    description: 'The path of the created record.',
    schema: { type: 'string', format: 'uri-reference' },
    example: '/orders/ord_01jnx0v8m1k3q5s7t9vbxdzf2h4j6m8p0r2t',
    statuses: [201, 202],
  },
  Deprecation: {
    description: 'When the operation was deprecated: `@` and seconds since 1970 (RFC 9745).',
    schema: { type: 'string' },
    example: '@1893456000',
    statuses: [200, 201, 202, 204, 304],
  },
  Sunset: {
    description: 'When the operation will be removed (RFC 8594).',
    schema: { type: 'string' },
    example: 'Mon, 01 Jul 2030 00:00:00 GMT',
    statuses: [200, 201, 202, 204, 304],
  },
  'Preference-Applied': {
    description: 'The preference of the request that was applied (RFC 7240).',
    schema: { type: 'string' },
    example: 'wait=10',
    statuses: [200, 202],
  },
} as const satisfies Readonly<Record<string, ResponseHeader>>;

/** Headers of the answers to all routes, and of problems. */
const commonHeaders = {
  'Cache-Control': {
    description: 'Whether the response may be stored.',
    schema: { type: 'string' },
    example: 'no-store',
  },
  'X-Correlation-Id': {
    description: 'Identifies the request in logs and events: the value that was sent, or a new one.',
    schema: { type: 'string', maxLength: 128 },
    example: '2f6a1c0e-58b3-4c55-9a52-3c8f5f1f8d11',
  },
  'Retry-After': {
    description: 'Seconds after which a retry makes sense.',
    schema: { type: 'integer', minimum: 0 },
    example: 1,
  },
  'WWW-Authenticate': {
    description: 'The authentication scheme of the route (RFC 6750).',
    schema: { type: 'string' },
    example: 'Bearer',
  },
} as const;

/** The headers of all documents, as components. */
export const headerComponents = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries({ ...responseHeaders, ...commonHeaders }).map(([name, header]) => {
      const { description, schema, example } = header;
      return [name, { description, schema, example }];
    }),
  );

const refer = (names: readonly string[]): Record<string, object> =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** @returns the headers of a successful answer */
export function successHeaders(status: number, sends: readonly SentHeader[]): Record<string, object> {
  const sent = sends.filter((name) => (responseHeaders[name].statuses as readonly number[]).includes(status));
  return refer(['Cache-Control', 'X-Correlation-Id', ...sent]);
}

const RETRY_LATER = [409, 429, 503];

/** @returns the headers of a problem */
export const problemHeaders = (status: number): Record<string, object> =>
  refer([
    'Cache-Control',
    'X-Correlation-Id',
    ...(RETRY_LATER.includes(status) ? ['Retry-After'] : []),
    ...(status === 401 ? ['WWW-Authenticate'] : []),
  ]);

/** What the request headers mean that several routes read. Other headers describe themselves in their schema. */
export const requestHeaders: Readonly<Record<string, string>> = {
  'Idempotency-Key':
    'Makes a repetition of the request safe: the same key and body replay the first response for 24 hours. Use a new key, such as a UUID, for each request.',
  'If-Match': 'Changes the record only if it still has this `ETag`; otherwise the answer is 412.',
  'If-None-Match': 'Answers 304 without a body if the record still has this `ETag`.',
  Prefer: '`wait=N` waits up to N seconds for the outcome (RFC 7240).',
};

/** Examples of those headers. */
export const headerExamples: Readonly<Record<string, string>> = {
  'Idempotency-Key': '7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30',
  'If-Match': '"3"',
  'If-None-Match': '"3"',
  Prefer: 'wait=10',
};
