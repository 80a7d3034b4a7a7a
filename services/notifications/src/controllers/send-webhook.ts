import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import type { WebhookSecrets } from '../gateways/webhook-endpoints.ts';
import type { WebhookSender } from '../gateways/webhook-sender.ts';
import { webhookHeaders } from '../helpers/webhook-signature.ts';
import type { Attempt, Delivery } from '../models/delivery.ts';
import { activeSecrets } from '../models/webhook-secret.ts';
import type { WebhookEndpoint } from '../models/webhook-endpoint.ts';

interface Dependencies {
  readonly secrets: Pick<WebhookSecrets, 'get'>;
  readonly sender: WebhookSender;
  readonly now: () => Date;
}

/** Signs a delivery's payload with all active secrets and posts it. */
export async function sendWebhook(
  { url, endpointId }: Pick<WebhookEndpoint, 'url' | 'endpointId'>,
  { deliveryId, payload }: Pick<Delivery, 'deliveryId' | 'payload'>,
  { secrets, sender, now }: Dependencies,
): Promise<Attempt> {
  const set = await secrets.get({ endpointId });
  if (!set)
    throw new AppError('unavailable', 'endpoint.no-secret', { detail: `${endpointId} has no secrets.` });
  const begun = now();
  const headers = webhookHeaders({
    id: deliveryId,
    body: payload,
    secrets: activeSecrets(set, begun),
    now: begun,
  });
  const answer = await sender.send({
    url,
    // Beside the signature, which covers what the specification names: it is a hint for whoever asks us about a webhook.
    headers: { ...headers, 'x-correlation-id': correlationId() },
    body: payload,
  });
  const made = {
    at: begun.toISOString(),
    durationMilliseconds: now().getTime() - begun.getTime(),
  };
  if ('error' in answer) return { ...made, error: answer.error };
  const { statusCode, body } = answer;
  return { ...made, statusCode, ...(body !== '' && { answer: body }) };
}
