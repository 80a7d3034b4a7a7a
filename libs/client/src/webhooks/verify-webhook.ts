import type { WebhookEvent } from '../generated/webhooks.ts';
import { base64ToBytes, bytesToBase64 } from './base64.ts';
import { isEqualInConstantTime } from './constant-time.ts';

/** The headers and the body of a webhook request, exactly as they arrived. */
export interface WebhookRequest {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text. A body that was parsed and serialized again has another signature. */
  readonly body: string;
}

interface VerifyOptions {
  /** How old or how far in the future a request may be. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The request is no webhook of the shop, or an old one that was sent again. Answer with 400. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

// The tolerance of the Standard Webhooks libraries.
const DEFAULT_TOLERANCE_SECONDS = 300;

/**
 * Verifies the signature of a webhook and parses it, as Standard Webhooks describes: `HMAC-SHA256(id.timestamp.body)` with
 * one signature for each active secret.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 *
 * @param secrets  the secret of the endpoint, `whsec_…`; several while secrets are rotated
 * @returns the event, and the id of the delivery: it is the same for each attempt, so use it to ignore duplicates
 * @throws WebhookVerificationError if the request is not signed with one of the secrets, or too old
 */
export async function verifyWebhook(
  { headers, body }: WebhookRequest,
  secrets: string | readonly string[],
  { toleranceSeconds = DEFAULT_TOLERANCE_SECONDS, now = Date.now }: VerifyOptions = {},
): Promise<{ readonly deliveryId: string; readonly event: WebhookEvent }> {
  const [deliveryId, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    requireHeader(headers, `webhook-${name}`),
  ) as [string, string, string];
  requireRecent(timestamp, toleranceSeconds, now());

  const expected = await Promise.all(
    [secrets].flat().map((secret) => signWebhook(secret, { deliveryId, timestamp, body })),
  );
  const received = signatures.split(' ');
  // Compares all pairs, so that the time does not depend on which one matches.
  const matches = expected.flatMap((each) => received.map((other) => isEqualInConstantTime(each, other)));
  if (!matches.includes(true)) throw new WebhookVerificationError('No signature matches.');
  return { deliveryId, event: JSON.parse(body) as WebhookEvent };
}

/**
 * @param secret  `whsec_…`
 * @returns the value of `webhook-signature`, to test a receiver
 */
export async function signWebhook(
  secret: string,
  message: { readonly deliveryId: string; readonly timestamp: string; readonly body: string },
): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    base64ToBytes(secret.replace(/^whsec_/, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const content = new TextEncoder().encode(`${message.deliveryId}.${message.timestamp}.${message.body}`);
  return `v1,${bytesToBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, content)))}`;
}

function requireHeader(headers: WebhookRequest['headers'], name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  if (typeof value !== 'string' || value === '')
    throw new WebhookVerificationError(`The header ${name} is missing.`);
  return value;
}

function requireRecent(timestamp: string, toleranceSeconds: number, now: number): void {
  // Digits only: Number() accepts much more.
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookVerificationError('The timestamp is invalid.');
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds)
    throw new WebhookVerificationError('The timestamp is too old or in the future.');
}
