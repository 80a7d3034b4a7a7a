import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fromJson, toJson } from './json-values.ts';

describe('toJson', () => {
  it('keeps bytes and plain values through JSON text', () => {
    const plain = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(fc.record({ bytes: fc.uint8Array(), plain }), (value) => {
        const returned = fromJson(JSON.parse(JSON.stringify(toJson(value)))) as {
          bytes: Buffer;
          plain: unknown;
        };
        expect(Uint8Array.from(returned.bytes)).toEqual(value.bytes);
        expect(returned.plain).toEqual(JSON.parse(JSON.stringify(value.plain)));
      }),
    );
  });

  it('writes dates, sets and big integers, and leaves out the metadata', () => {
    const output = { $metadata: { attempts: 1 }, at: new Date(0), names: new Set(['a']), count: 12n };
    expect(toJson(output)).toEqual({ at: '1970-01-01T00:00:00.000Z', names: ['a'], count: '12' });
  });
});
