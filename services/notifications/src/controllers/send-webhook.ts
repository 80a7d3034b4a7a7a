import { AppError } from '#libs/errors';
import { correlationId } from '#libs/logging';
import type { WebhookSecretRepository } from '../gateways/webhook-endpoint-repository.ts';
import type { WebhookSender } from '../gateways/webhook-sender.ts';
import { webhookHeaders } from '../gateways/webhook-signature.ts';
import type { Attempt, Delivery } from '../models/delivery.ts';
import { activeSecrets } from '../models/webhook-secret.ts';
import type { WebhookEndpoint } from '../models/webhook-endpoint.ts';

interface Dependencies {
  readonly secrets: Pick<WebhookSecretRepository, 'get'>;
  readonly sender: WebhookSender;
  readonly now: () => Date;
}

/** Signs the payload of a delivery with all active secrets, and posts it. */
export async function sendWebhook(
  { url, endpointId }: Pick<WebhookEndpoint, 'url' | 'endpointId'>,
  { deliveryId, payload }: Pick<Delivery, 'deliveryId' | 'payload'>,
  { secrets, sender, now }: Dependencies,
): Promise<Attempt> {
  const set = await secrets.get({ endpointId });
  if (!set)
    throw new AppError('unavailable', 'endpoint.no-secret', {
      detail: `Endpoint ${endpointId} has no secrets. The attempt is retried.`,
    });
  const startedAt = now();
  const headers = webhookHeaders({
    id: deliveryId,
    body: payload,
    secrets: activeSecrets(set, startedAt),
    now: startedAt,
  });
  const answer = await sender.send({
    url,
    // Not signed, because the specification does not name it. Customers quote it in support requests.
    headers: { ...headers, 'x-correlation-id': correlationId() },
    body: payload,
  });
  const attempt = {
    at: startedAt.toISOString(),
    durationMilliseconds: now().getTime() - startedAt.getTime(),
  };
  if ('error' in answer) return { ...attempt, error: answer.error };
  const { statusCode, body } = answer;
  return { ...attempt, statusCode, ...(body !== '' && { answer: body }) };
}
