import type { Change } from '#libs/lambda';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** An endpoint whose circuit has just opened, or that was just given up; undefined for any other change. */
export function stoppedEndpoint({ before, after }: Change) {
  if (!before || !after) return undefined;
  const [earlier, now] = [before, after] as unknown as [WebhookEndpoint, WebhookEndpoint];
  const { endpointId, customerId, url, health } = now;
  const { circuit, revision } = health;
  if (circuit === 'closed' || circuit === earlier.health.circuit) return undefined;
  return { endpointId, customerId, url, circuit, revision };
}
