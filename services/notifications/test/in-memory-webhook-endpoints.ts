import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { KeptEndpoint, WebhookEndpoints, WebhookSecrets } from '../src/gateways/webhook-endpoints.ts';
import type { EndpointKey, WebhookEndpoint } from '../src/models/webhook-endpoint.ts';
import type { SecretSet } from '../src/models/webhook-secret.ts';

/** Endpoints and their secrets in memory; they pass the same contract test as those on DynamoDB. */
export function inMemoryWebhookEndpoints(): { endpoints: WebhookEndpoints; secrets: WebhookSecrets } {
  const records = inMemoryRecordRepository<WebhookEndpoint>(['customerId', 'endpointId']);
  const secrets = inMemoryRecordRepository<SecretSet>(['endpointId']);
  const healths = new Map<string, WebhookEndpoint['health']>();
  const whole = (endpoint: KeptEndpoint): KeptEndpoint => ({
    ...endpoint,
    health: healths.get(endpoint.endpointId) ?? endpoint.health,
  });
  const isOf = (key: EndpointKey) => (endpoint: EndpointKey) =>
    endpoint.customerId === key.customerId && endpoint.endpointId === key.endpointId;
  const find = async ({ customerId, endpointId }: EndpointKey) => {
    const found = await records.get({ customerId, endpointId });
    return found && whole(found);
  };

  return {
    secrets,
    endpoints: {
      async insert(endpoint, set, most) {
        const there = records.records().filter(({ customerId }) => customerId === endpoint.customerId);
        if (there.length >= most) throw new AppError('conflict', 'endpoint.too-many');
        await secrets.insert(set);
        return records.insert(endpoint);
      },
      find,
      async page(customerId, query) {
        const page = await records.list({ partition: { customerId }, ...query });
        return { ...page, items: page.items.map(whole) };
      },
      replaceSettings: (endpoint) => records.replace(endpoint),
      // Without a pause between the look and the write: of several at once, one wins.
      async replaceHealth(key, health) {
        const current = records.records().map(whole).find(isOf(key));
        if (current?.health.revision !== health.revision - 1)
          throw new AppError('conflict', 'record.changed');
        healths.set(key.endpointId, structuredClone(health));
      },
      async remove(endpoint) {
        await records.remove(endpoint);
        const set = await secrets.get({ endpointId: endpoint.endpointId });
        if (set) await secrets.remove(set);
      },
    },
  };
}
