import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { conflictingDynamoDb, runningCloud } from '#libs/testing';
import {
  dynamoDbWebhookEndpointRepository,
  dynamoDbWebhookSecretRepository,
} from '../src/gateways/dynamodb-webhook-endpoint-repository.ts';
import type {
  WebhookEndpointRepository,
  WebhookSecretRepository,
} from '../src/gateways/webhook-endpoint-repository.ts';
import { newEndpoint } from '../src/models/webhook-endpoint.ts';
import { newSecret } from '../src/models/webhook-secret.ts';
import { inMemoryWebhookEndpointRepositories } from './in-memory-webhook-endpoint-repository.ts';

interface Repositories {
  readonly endpoints: WebhookEndpointRepository;
  readonly secrets: WebhookSecretRepository;
}
let onDynamoDb: Repositories;

beforeAll(async () => {
  const cloud = runningCloud();
  const client = conflictingDynamoDb();
  const endpoints = await cloud.ref('notifications', 'EndpointsTable');
  const secrets = await cloud.ref('notifications', 'EndpointSecretsTable');
  onDynamoDb = {
    endpoints: dynamoDbWebhookEndpointRepository({ endpoints, secrets }, client),
    secrets: dynamoDbWebhookSecretRepository(secrets, client),
  };
});

describe.each<[string, () => Repositories]>([
  ['on DynamoDB with conflicts', () => onDynamoDb],
  ['in memory', () => inMemoryWebhookEndpointRepositories()],
])('webhook endpoint repositories %s', (_, open) => {
  const now = new Date();
  const conflict = { kind: 'conflict', code: 'record.changed' };
  const endpointFor = (customerId: string) =>
    newEndpoint(
      customerId,
      { url: 'https://example.com/', eventTypes: ['order.placed'], description: 'Shop' },
      now,
    );

  async function insertedEndpoint(customerId: string = randomUUID()) {
    const { endpoints, secrets } = open();
    const created = endpointFor(customerId);
    const set = { endpointId: created.endpointId, secrets: [newSecret(now)] };
    return { endpoints, secrets, set, endpoint: await endpoints.insert(created, set, 2) };
  }

  it('find an endpoint by its customer, and its secrets separately', async () => {
    const { endpoints, secrets, endpoint, set } = await insertedEndpoint();
    const { customerId, endpointId } = endpoint;
    expect(await endpoints.find(endpoint)).toEqual(endpoint);
    expect(await endpoints.find({ customerId: randomUUID(), endpointId })).toBeUndefined();
    expect((await endpoints.list(customerId, { limit: 10 })).items).toEqual([endpoint]);
    expect(await secrets.get({ endpointId })).toEqual({ ...set, version: 1 });
  });

  it('limit the number of endpoints, and allow another one after a removal', async () => {
    const { endpoints, secrets, endpoint } = await insertedEndpoint();
    const another = () => {
      const created = endpointFor(endpoint.customerId);
      return endpoints.insert(created, { endpointId: created.endpointId, secrets: [] }, 2);
    };
    await another();
    await expect(another()).rejects.toMatchObject({ kind: 'conflict', code: 'endpoint.too-many' });
    await endpoints.remove(endpoint);
    expect(await endpoints.find(endpoint)).toBeUndefined();
    expect(await secrets.get({ endpointId: endpoint.endpointId })).toBeUndefined();
    await another();
    expect((await endpoints.list(endpoint.customerId, { limit: 10 })).items).toHaveLength(2);
  });

  it('lock settings by version and health by revision', async () => {
    const { endpoints, endpoint } = await insertedEndpoint();
    const health = { ...endpoint.health, consecutiveFailures: 1, revision: 2 };
    await endpoints.replaceHealth(endpoint, health);
    await expect(endpoints.replaceHealth(endpoint, health)).rejects.toMatchObject(conflict);

    const next = { ...health, consecutiveFailures: 2, revision: 3 };
    const concurrent = await Promise.allSettled(
      [1, 2, 3, 4].map(() => endpoints.replaceHealth(endpoint, next)),
    );
    expect(concurrent.map(({ status }) => status).toSorted()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);

    const { description: _description, ...settings } = endpoint;
    await endpoints.replaceSettings({ ...settings, url: 'https://example.org/' });
    await expect(endpoints.replaceSettings(endpoint)).rejects.toMatchObject(conflict);
    await expect(endpoints.remove(endpoint)).rejects.toMatchObject(conflict);
    const changed = { ...settings, url: 'https://example.org/', health: next, version: 2 };
    expect(await endpoints.find(endpoint)).toEqual(changed);
  });
});
