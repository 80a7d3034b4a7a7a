import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signatureOf, verifySignature } from './webhook-signature.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const secret = 'whsec_a';
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('verifySignature', () => {
  it('takes what was signed with the secret, and nothing that was changed since', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (payload, other) => {
        const signature = signatureOf(payload, secret, now);
        verifySignature({ payload, signature, secret, now });
        fc.pre(other !== payload);
        expect(() => verifySignature({ payload: other, signature, secret, now })).toThrow(
          'webhook.signature-invalid',
        );
      }),
    );
  });

  it('signs as Stripe documents it: HMAC-SHA256 over the time, a dot and the body', () => {
    const digest = createHmac('sha256', secret).update('1893499200.{}').digest('hex');
    expect(signatureOf('{}', secret, now)).toBe(`t=1893499200,v1=${digest}`);
  });

  it('takes any of several signatures, for the time that a secret is replaced in', () => {
    const [time, ours] = signatureOf('{}', secret, now).split(',');
    const [, theirs] = signatureOf('{}', 'whsec_old', now).split(',');
    const both = `${time},${theirs},${ours}`;
    expect(() => verifySignature({ payload: '{}', signature: both, secret, now })).not.toThrow();
  });

  it.each(['', 't=,v1=', 'v1=00', 't=now,v1=zz', 'nonsense'])('refuses "%s"', (signature) => {
    expect(() => verifySignature({ payload: '{}', signature, secret, now })).toThrow(
      'webhook.signature-invalid',
    );
  });

  it('refuses a signature of another time', () => {
    const signature = signatureOf('{}', secret, now);
    verifySignature({ payload: '{}', signature, secret, now: later(299) });
    for (const seconds of [301, -301])
      expect(() => verifySignature({ payload: '{}', signature, secret, now: later(seconds) })).toThrow(
        'webhook.signature-expired',
      );
  });
});
