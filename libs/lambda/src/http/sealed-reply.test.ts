import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openReply, sealReply } from './sealed-reply.ts';

const secret = { request: { scope: 'POST /seats guest ', key: 'key-1' }, salt: 'salt' };

describe('a stored reply', () => {
  it('is readable with the Idempotency-Key only', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const reply = { status: 201, headers: { ETag: '"1"' }, body: JSON.parse(text) as unknown };
        const sealed = sealReply(reply, secret);
        expect(openReply(sealed, secret)).toEqual(JSON.parse(JSON.stringify(reply)));
        for (const request of [
          { ...secret.request, key: 'key-2' },
          { ...secret.request, scope: 'POST /seats other' },
        ])
          expect(() => openReply(sealed, { ...secret, request })).toThrow('authenticate');
      }),
      { numRuns: 30 },
    );
  });

  it('does not contain the body', () => {
    const sealed = sealReply({ status: 201, body: { sessionToken: 'cst_secret' } }, secret);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('cst_secret');
  });

  it('cannot be changed', () => {
    const sealed = sealReply({ status: 201, body: { seat: 1 } }, secret);
    sealed[20]! ^= 1;
    expect(() => openReply(sealed, secret)).toThrow('authenticate');
  });
});
