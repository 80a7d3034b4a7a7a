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
  const parsed = parseSignature(signature);
  if (!parsed) throw invalid();
  const { signedAtSeconds, digests } = parsed;
  const expected = hmacDigest(payload, secret, signedAtSeconds);
  if (!digests.some((digest) => timingSafeEqual(digest, expected))) throw invalid();
  if (Math.abs(now.getTime() / 1000 - signedAtSeconds) > TOLERANCE_SECONDS)
    throw new AppError('invalid', 'webhook.signature-expired', {
      detail: 'The signature has expired. Sign each delivery anew.',
    });
}

// One time, as Stripe writes it. Anything else, such as `t=abc` or two times, could be a number that never expires.
const TIME = /^t=([1-9][0-9]{0,11})$/;
const DIGEST = /^v1=([0-9a-f]{64})$/;

function parseSignature(signature: string) {
  const parts = signature.split(',').map((part) => part.trim());
  const times = parts.filter((part) => /^t\s*(=|$)/i.test(part)).map((part) => TIME.exec(part)?.[1]);
  const digests = parts.flatMap((part) => DIGEST.exec(part)?.[1] ?? []);
  const [time, ...others] = times;
  if (time === undefined || others.length > 0) return undefined;
  return { signedAtSeconds: Number(time), digests: digests.map((digest) => Buffer.from(digest, 'hex')) };
}

const invalid = () =>
  new AppError('invalid', 'webhook.signature-invalid', {
    detail: 'The signature is invalid. Sign with the webhook secret.',
  });

/** Creates a header that {@link verifySignature} accepts. */
export const signPayload = (payload: string, secret: string, now: Date): string => {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${hmacDigest(payload, secret, seconds).toString('hex')}`;
};

const hmacDigest = (payload: string, secret: string, seconds: number): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${payload}`).digest();
