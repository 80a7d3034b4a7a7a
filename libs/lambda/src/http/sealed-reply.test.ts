import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
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

  it.each([100, 639, 640, 5_000])('is readable with about %i bytes', (bytes) => {
    const reply = { status: 200, body: { text: 'x'.repeat(bytes - 35) } };
    expect(openReply(sealReply(reply, secret), secret)).toEqual(reply);
  });

  it('does not contain the body', () => {
    const sealed = sealReply({ status: 201, body: { sessionToken: 'cst_secret' } }, secret);
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('cst_secret');
  });

  it('of a basket of three lines fits into one write unit with its attempt', () => {
    const lineItems = ['Highland Green Tea', 'Ceramic Pot, 1 l', 'Linen Tea Towel'].map((title) => ({
      productId: newId('prd'),
      quantity: 1,
      title,
      unitPrice: 1290,
      total: 1290,
    }));
    const shippingOptions = [
      'Standard, 3 to 5 days',
      'Express, next working day',
      'Courier, the same day',
    ].map((title, index) => ({
      optionId: title.slice(0, 7).toLowerCase(),
      title,
      price: 490 + index * 1000,
    }));
    const sessionId = newId('chk');
    const body = { sessionId, lineItems, shippingOptions, sessionToken: newId('chk'), problems: [] };
    const sealed = sealReply({ status: 201, headers: { Location: `/sessions/${sessionId}` }, body }, secret);
    const OTHER_ATTRIBUTES_BYTES = 350;
    expect(sealed.length).toBeLessThan(1024 - OTHER_ATTRIBUTES_BYTES);
  });

  it('cannot be changed', () => {
    const sealed = sealReply({ status: 201, body: { seat: 1 } }, secret);
    sealed[20]! ^= 1;
    expect(() => openReply(sealed, secret)).toThrow('authenticate');
  });
});
