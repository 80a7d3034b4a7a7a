import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#libs/errors';

// Stripe's default; it prevents replays of intercepted events. https://docs.stripe.com/webhooks#replay-attacks
const TOLERANCE_SECONDS = 300;

interface SignedPayload {
  readonly payload: string;
  /** The `Stripe-Signature` header: `t=SECONDS,v1=HEX`, several `v1` while a secret is rotated. */
  readonly signature: string;
  readonly secret: string;
  readonly now: Date;
}

/**
 * Verifies that the provider signed this payload within the last {@link TOLERANCE_SECONDS}.
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
  const expected = hmacDigest(payload, secret, signedAtSeconds);
  const isValid = candidates.some(
    (candidate) => candidate.length === expected.length && timingSafeEqual(candidate, expected),
  );
  if (!isValid)
    throw new AppError('invalid', 'webhook.signature-invalid', {
      detail: 'The signature is invalid. Sign with the webhook secret.',
    });
  if (Math.abs(now.getTime() / 1000 - signedAtSeconds) > TOLERANCE_SECONDS)
    throw new AppError('invalid', 'webhook.signature-expired', {
      detail: 'The signature has expired. Sign each delivery anew.',
    });
}

/** Creates a header that {@link verifySignature} accepts. */
export const signPayload = (payload: string, secret: string, now: Date): string => {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${hmacDigest(payload, secret, seconds).toString('hex')}`;
};

const hmacDigest = (payload: string, secret: string, seconds: number): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${payload}`).digest();
