import fc from 'fast-check';

/** Texts that have broken other systems. */
const texts = [
  '',
  ' ',
  '\u0000',
  '\u202E',
  '\u{1F9FE}'.repeat(100),
  'a'.repeat(5000),
  "' OR 1=1 --",
  '${jndi:ldap://127.0.0.1/x}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '1e400',
  '9007199254740993',
  '-0',
  'NaN',
  '2024-02-30T25:61:61Z',
  '+275760-09-14T00:00:00Z',
];

export const hostileText = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** Any JSON value, including those that JSON.stringify cannot write: they are texts of JSON. */
export const hostileJson = fc.oneof(
  fc.constantFrom(
    'null',
    '[]',
    '{}',
    '1e400',
    '-1e400',
    '1e308',
    '9007199254740993',
    '-0',
    '0.1',
    '"\\ud800"',
    '"\\u0000"',
    '{"__proto__":{"isStaff":true}}',
    `${'['.repeat(2000)}${']'.repeat(2000)}`,
    `[${'1,'.repeat(2000)}1]`,
  ),
  hostileText.map((text) => JSON.stringify(text)),
  fc.json({ maxDepth: 3 }),
);

/** A cursor: the base64url text of JSON with keys of an index, among others, and anything else. */
export const hostileCursor = fc.oneof(
  hostileText,
  fc
    .dictionary(
      fc.constantFrom(
        'id',
        'status',
        'productId',
        'orderId',
        'customerId',
        'placedAt',
        'createdAt',
        'code',
        'x',
      ),
      hostileJson,
      { maxKeys: 4 },
    )
    .map(
      (keys) =>
        `{${Object.entries(keys)
          .map(([name, value]) => `"${name}":${value}`)
          .join(',')}}`,
    )
    .map((json) => Buffer.from(json).toString('base64url')),
  fc.uint8Array({ maxLength: 120 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
);
