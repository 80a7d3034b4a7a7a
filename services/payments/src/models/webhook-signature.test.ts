import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signPayload, verifySignature } from './webhook-signature.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const secret = 'whsec_a';
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('verifySignature', () => {
  it('accepts a signed payload and rejects a changed one', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (payload, other) => {
        const signature = signPayload(payload, secret, now);
        verifySignature({ payload, signature, secret, now });
        fc.pre(other !== payload);
        expect(() => verifySignature({ payload: other, signature, secret, now })).toThrow(
          'webhook.signature-invalid',
        );
      }),
    );
  });

  it('signs the time, a dot and the body with HMAC-SHA256, as Stripe documents', () => {
    const digest = createHmac('sha256', secret).update('1893499200.{}').digest('hex');
    expect(signPayload('{}', secret, now)).toBe(`t=1893499200,v1=${digest}`);
  });

  it('accepts any of several signatures during a secret rotation', () => {
    const [time, ours] = signPayload('{}', secret, now).split(',');
    const [, theirs] = signPayload('{}', 'whsec_old', now).split(',');
    const both = `${time},${theirs},${ours}`;
    expect(() => verifySignature({ payload: '{}', signature: both, secret, now })).not.toThrow();
  });

  it.each(['', 't=,v1=', 'v1=00', 't=now,v1=zz', 'nonsense'])('rejects "%s"', (signature) => {
    expect(() => verifySignature({ payload: '{}', signature, secret, now })).toThrow(
      'webhook.signature-invalid',
    );
  });

  it('rejects a signature outside the tolerance', () => {
    const signature = signPayload('{}', secret, now);
    verifySignature({ payload: '{}', signature, secret, now: later(299) });
    for (const seconds of [301, -301])
      expect(() => verifySignature({ payload: '{}', signature, secret, now: later(seconds) })).toThrow(
        'webhook.signature-expired',
      );
  });
});
