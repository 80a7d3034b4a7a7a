// cspell:ignore AQIDBA -- base64
import { describe, expect, it } from '@jest/globals';
import { marshall as sdkMarshall, unmarshall as sdkUnmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { decodeBinary, marshall, unmarshall, type AttributeMap } from './attribute-values.ts';

const name = fc.string({ maxLength: 8 }).filter((text) => text !== '__proto__');
const safeNumber = fc.oneof(
  fc.integer(),
  fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    min: Number.MIN_SAFE_INTEGER,
    max: Number.MAX_SAFE_INTEGER,
  }),
  fc.maxSafeInteger(),
);
const bytes = fc.uint8Array({ maxLength: 12 });
const leaf = fc.oneof(
  fc.string({ unit: 'binary' }),
  safeNumber,
  fc.boolean(),
  fc.constant(null),
  fc.bigInt(),
  bytes,
  fc.array(fc.string(), { minLength: 1, maxLength: 4 }).map((texts) => new Set(texts)),
  fc.array(safeNumber, { minLength: 1, maxLength: 4 }).map((numbers) => new Set(numbers)),
  fc.array(bytes, { minLength: 1, maxLength: 3 }).map((values) => new Set(values)),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
}));
const item = fc.dictionary(name, value, { maxKeys: 6 });
/** Values that are dropped or refused, too. */
const anything = fc.dictionary(
  name,
  fc.oneof(
    value,
    fc.constantFrom<unknown>(
      undefined,
      () => 1,
      Symbol('s'),
      new Date(0),
      new Set(),
      /x/,
      NaN,
      Infinity,
      2 ** 53,
    ),
    fc.constantFrom<unknown>(
      new Map([['a', 1]]),
      new Set([undefined]),
      new Set([1, undefined]),
      new URL('http://a'),
    ),
    fc.constantFrom<unknown>(new Set([true]), Object.create(null), Object('text'), Object(4), Object(true)),
    fc.array(fc.constantFrom<unknown>(undefined, 1, () => 2, 'x')),
  ),
  { maxKeys: 5 },
);

const attempt = <T>(work: () => T): T | 'refused' => {
  try {
    return work();
  } catch {
    return 'refused';
  }
};
const bySdk = (plain: Record<string, unknown>) => sdkMarshall(plain, { removeUndefinedValues: true });
const asSdk = (plain: Record<string, unknown>) => decodeBinary(marshall(plain));

describe('marshall', () => {
  it('produces and refuses the same as the SDK', () => {
    fc.assert(
      fc.property(anything, (plain) => {
        expect(attempt(() => asSdk(plain))).toEqual(attempt(() => bySdk(plain)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('encodes any view of bytes, and only its part of a buffer', () => {
    const { buffer } = Uint8Array.of(1, 2, 3, 4);
    expect(marshall({ view: new DataView(buffer, 1, 2), buffer })).toEqual({
      view: { B: 'AgM=' },
      buffer: { B: 'AQIDBA==' },
    });
  });

  it('names what it refuses', () => {
    expect(() => marshall({ at: new Date(0) })).toThrow('DynamoDB cannot store a value of type Date.');
    expect(() => marshall({ n: NaN })).toThrow('DynamoDB cannot store the number NaN.');
    expect(() => marshall({ n: 2 ** 60 })).toThrow('is not exact. Use a bigint.');
  });
});

describe('unmarshall', () => {
  it('returns what was marshalled, over the wire', () => {
    fc.assert(
      fc.property(item, (plain) => {
        const received = JSON.parse(JSON.stringify(marshall(plain))) as AttributeMap;
        expect(unmarshall(received)).toEqual(normalized(plain));
      }),
      { numRuns: 1_000 },
    );
  });

  it('returns the same as the SDK', () => {
    fc.assert(
      fc.property(item, (plain) => {
        const sdkValues = bySdk(plain);
        expect(unmarshall(sdkValues as AttributeMap)).toEqual(sdkUnmarshall(sdkValues));
      }),
    );
  });

  it('keeps integers that numbers cannot hold', () => {
    expect(unmarshall({ n: { N: '9007199254740993' } })).toEqual({ n: 9007199254740993n });
  });

  it('keeps a field named __proto__ a field', () => {
    const received = JSON.parse('{"__proto__":{"M":{"isStaff":{"BOOL":true}}}}') as AttributeMap;
    const plain = unmarshall(received);
    expect(Object.getPrototypeOf(plain)).toBe(Object.prototype);
    expect(JSON.stringify(plain)).toBe('{"__proto__":{"isStaff":true}}');
    expect(JSON.stringify(marshall(plain))).toBe(JSON.stringify(received));
  });
});

/** DynamoDB has neither -0 nor small bigints. */
function normalized(plain: unknown): unknown {
  if (typeof plain === 'bigint')
    return plain >= BigInt(Number.MIN_SAFE_INTEGER) && plain <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(plain)
      : plain;
  if (typeof plain === 'number') return plain + 0;
  if (Array.isArray(plain)) return plain.map(normalized);
  if (plain instanceof Set) return new Set([...plain].map(normalized));
  if (typeof plain === 'object' && plain !== null && !ArrayBuffer.isView(plain))
    return Object.fromEntries(Object.entries(plain).map(([key, each]) => [key, normalized(each)]));
  return plain;
}
