import { gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chooseCoding, compressResponse } from './compression.ts';

const response = (body: string | Buffer, headers = {}) => ({ status: 200, headers, body });

describe('chooseCoding', () => {
  it.each([
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['deflate', 'deflate'],
    ['gzip, deflate, br', 'gzip'],
    ['br, zstd, gzip', 'gzip'],
    ['deflate;q=0.9, gzip;q=0.5', 'deflate'],
    ['gzip ; q=1.0', 'gzip'],
    // The coding with the highest priority is not supported.
    ['br;q=1.0, gzip;q=0.8', undefined],
    ['identity', undefined],
    ['gzip;q=0', undefined],
    ['*', undefined],
    ['br', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('for "%s" is %s', (acceptEncoding, coding) => {
    expect(chooseCoding(acceptEncoding)).toBe(coding);
  });
});

describe('compressResponse', () => {
  it('compresses a body of the minimum size without loss, and no smaller one', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.uint8Array().map(Buffer.from)),
        fc.constantFrom('gzip' as const, 'deflate' as const),
        async (body, coding) => {
          const bytes = Buffer.byteLength(body);
          const { headers, body: sent } = await compressResponse(response(body, { A: 'b' }), coding, bytes);
          expect(headers).toEqual({ A: 'b', 'Content-Encoding': coding });
          const decompress = coding === 'gzip' ? gunzipSync : inflateSync;
          expect(decompress(sent as Buffer)).toEqual(Buffer.from(body as string));
          expect(await compressResponse(response(body), coding, bytes + 1)).toEqual(response(body));
        },
      ),
    ));

  it('leaves a response alone without a minimum size, or with an encoding', async () => {
    const large = response('x'.repeat(5_000));
    expect(await compressResponse(large, 'gzip', undefined)).toBe(large);
    const encoded = response('x'.repeat(5_000), { 'content-encoding': 'br' });
    expect(await compressResponse(encoded, 'gzip', 0)).toBe(encoded);
  });
});
