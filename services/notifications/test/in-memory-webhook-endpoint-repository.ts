import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type {
  VersionedEndpoint,
  WebhookEndpointRepository,
  WebhookSecretRepository,
} from '../src/gateways/webhook-endpoint-repository.ts';
import type { EndpointKey, WebhookEndpoint } from '../src/models/webhook-endpoint.ts';
import type { SecretSet } from '../src/models/webhook-secret.ts';

/** Pass the same contract test as the repositories on DynamoDB. */
export function inMemoryWebhookEndpointRepositories(): {
  endpoints: WebhookEndpointRepository;
  secrets: WebhookSecretRepository;
} {
  const records = inMemoryRecordRepository<WebhookEndpoint>(['customerId', 'endpointId']);
  const secrets = inMemoryRecordRepository<SecretSet>(['endpointId']);
  const healths = new Map<string, WebhookEndpoint['health']>();
  const withHealth = (endpoint: VersionedEndpoint): VersionedEndpoint => ({
    ...endpoint,
    health: healths.get(endpoint.endpointId) ?? endpoint.health,
  });
  const hasKey = (key: EndpointKey) => (endpoint: EndpointKey) =>
    endpoint.customerId === key.customerId && endpoint.endpointId === key.endpointId;
  const find = async ({ customerId, endpointId }: EndpointKey) => {
    const found = await records.get({ customerId, endpointId });
    return found && withHealth(found);
  };

  return {
    secrets,
    endpoints: {
      async insert(endpoint, set, maxEndpoints) {
        const existing = records.records().filter(({ customerId }) => customerId === endpoint.customerId);
        if (existing.length >= maxEndpoints) throw new AppError('conflict', 'endpoint.too-many');
        await secrets.insert(set);
        return records.insert(endpoint);
      },
      find,
      async list(customerId, query) {
        const page = await records.list({ partition: { customerId }, ...query });
        return { ...page, items: page.items.map(withHealth) };
      },
      replaceSettings: (endpoint) => records.replace(endpoint),
      // Synchronous, so that only one of several concurrent writes succeeds.
      async replaceHealth(key, health) {
        const current = records.records().map(withHealth).find(hasKey(key));
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
