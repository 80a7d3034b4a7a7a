import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { requestSigner } from './signature.ts';

type Data = string | ArrayBuffer | ArrayBufferView;
const toBytes = (data: Data) => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** The hash that the SDK's signer requires. */
class Sha256 {
  readonly #hash;
  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret));
  }
  update(data: Data): void {
    this.#hash.update(toBytes(data));
  }
  reset(): void {}
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const segment = fc
  .string({ minLength: 1, maxLength: 12 })
  .map(encodeURIComponent)
  .filter((text) => !/^\.+$/.test(text));
const requests = fc.record({
  method: fc.constantFrom('POST' as const, 'GET' as const),
  path: fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`),
  headers: fc
    .dictionary(
      fc.constantFrom(
        'X-Amz-Target',
        'content-type',
        'amz-sdk-request',
        'x-b',
        'User-Agent',
        'X-Amzn-Trace-Id',
      ),
      fc.string({ maxLength: 20 }).map((text) => text.replace(/[^\x20-\x7e\t]/g, '-')),
    )
    .map((headers) => ({ host: 'dynamodb.us-east-1.amazonaws.com', ...headers })),
  body: fc.string({ unit: 'binary', maxLength: 80 }),
});
const credentials = fc.record(
  {
    accessKeyId: fc.string({ minLength: 1, maxLength: 20 }),
    secretAccessKey: fc.string({ minLength: 1, maxLength: 40 }),
    sessionToken: fc.base64String({ minLength: 4 }),
  },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);
const dates = fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

describe('requestSigner', () => {
  it('signs like the SDK', async () => {
    await fc.assert(
      fc.asyncProperty(
        requests,
        credentials,
        dates,
        fc.constantFrom('us-east-1', 'eu-west-3'),
        async (request, keys, date, region) => {
          const sdk = new SignatureV4({
            credentials: keys,
            region,
            service: 'dynamodb',
            sha256: Sha256,
            applyChecksum: false,
          });
          const signed = await sdk.sign(
            { ...request, protocol: 'https:', hostname: request.headers.host, query: {} },
            { signingDate: date },
          );
          const headers = requestSigner({ region, signingName: 'dynamodb' })(request, keys, date);
          expect(headers).toEqual(signed.headers);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('derives another key on the next day and for other credentials', () => {
    const sign = requestSigner({ region: 'us-east-1', signingName: 'dynamodb' });
    const request = { method: 'POST', path: '/', headers: { host: 'a' }, body: '' } as const;
    const keys = { accessKeyId: 'a', secretAccessKey: 'b' };
    const authorization = (secretAccessKey: string, date: string) =>
      sign(request, { ...keys, secretAccessKey }, new Date(date))['authorization'];
    const first = authorization('b', '2030-01-01T10:00:00Z');
    expect(authorization('b', '2030-01-02T10:00:00Z')).not.toBe(first);
    expect(authorization('c', '2030-01-01T10:00:00Z')).not.toBe(first);
    expect(authorization('b', '2030-01-01T10:00:00Z')).toBe(first);
  });
});
