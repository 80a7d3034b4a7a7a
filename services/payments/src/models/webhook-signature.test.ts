import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signPayload, verifySignature } from './webhook-signature.ts';

const now = new Date('2030-01-01T12:00:00.000Z');
const secret = 'whsec_a';
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

function caught(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { readonly code?: string }).code ?? error;
  }
}

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

  it.each([
    'abc',
    '',
    'NaN',
    'Infinity',
    '-1893499200',
    '+1893499200',
    '01893499200',
    '1893499200.0',
    '1.8934992e9',
    '0x70dcae40',
    ' 1893499200',
    '1893499200,t=1893499200',
    '1893499200,t=abc',
    '1893499200,T=1',
    '99999999999999999999',
  ])('rejects the time "%s", although the digest matches it', (time) => {
    for (const signed of [time, String(Number(time)), 'NaN', '1893499200']) {
      const digest = createHmac('sha256', secret).update(`${signed}.{}`).digest('hex');
      const signature = `t=${time},v1=${digest}`;
      expect(() => verifySignature({ payload: '{}', signature, secret, now })).toThrow(
        'webhook.signature-invalid',
      );
    }
  });

  it('accepts only a time within the tolerance', () => {
    const seconds = Math.floor(now.getTime() / 1000);
    const time = fc.oneof(
      fc.integer({ min: seconds - 400, max: seconds + 400 }).map(String),
      fc.double().map(String),
      fc.bigInt().map(String),
      fc.string(),
    );
    fc.assert(
      fc.property(time, (text) => {
        const digest = createHmac('sha256', secret).update(`${text}.{}`).digest('hex');
        const isFresh = /^[1-9][0-9]*$/.test(text) && Math.abs(Number(text) - seconds) <= 300;
        const code = caught(() =>
          verifySignature({ payload: '{}', signature: `t=${text},v1=${digest}`, secret, now }),
        );
        expect({ text, isAccepted: code === undefined }).toEqual({ text, isAccepted: isFresh });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['', 't=,v1=', 'v1=00', 't=now,v1=zz', 'nonsense', 't=1893499200'])('rejects "%s"', (signature) => {
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
