import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#libs/errors';

// Stripe's own default: an intercepted event cannot be replayed later. https://docs.stripe.com/webhooks#replay-attacks
const TOLERANCE_SECONDS = 300;

interface SignedPayload {
  readonly payload: string;
  /** The `Stripe-Signature` header: `t=SECONDS,v1=HEX`, several `v1` while a secret is being replaced. */
  readonly signature: string;
  readonly secret: string;
  readonly now: Date;
}

/**
 * Makes sure that the provider sent this very payload, and a moment ago.
 * https://docs.stripe.com/webhooks#verify-manually
 *
 * @throws AppError invalid `webhook.signature-invalid` or `webhook.signature-expired`
 */
export function verifySignature({ payload, signature, secret, now }: SignedPayload): void {
  const parts = signature.split(',').map((part) => part.trim().split('='));
  const signedAtSeconds = Number(parts.find(([name]) => name === 't')?.[1] ?? Number.NaN);
  const candidates = parts.flatMap(([name, value = '']) =>
    name === 'v1' ? [Buffer.from(value, 'hex')] : [],
  );
  const expected = digestOf(payload, secret, signedAtSeconds);
  const isOurs = candidates.some(
    (candidate) => candidate.length === expected.length && timingSafeEqual(candidate, expected),
  );
  if (!isOurs)
    throw new AppError('invalid', 'webhook.signature-invalid', { detail: 'Sign with our secret.' });
  if (Math.abs(now.getTime() / 1000 - signedAtSeconds) > TOLERANCE_SECONDS)
    throw new AppError('invalid', 'webhook.signature-expired', { detail: 'Sign each delivery anew.' });
}

/** The header that {@link verifySignature} takes. */
export const signatureOf = (payload: string, secret: string, now: Date): string => {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${digestOf(payload, secret, seconds).toString('hex')}`;
};

const digestOf = (payload: string, secret: string, seconds: number): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${payload}`).digest();
