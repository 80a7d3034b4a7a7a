import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningCloud } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  dynamoDbWebhookEndpoints,
  dynamoDbWebhookSecrets,
} from '../src/gateways/dynamodb-webhook-endpoints.ts';
import type { WebhookEndpoints, WebhookSecrets } from '../src/gateways/webhook-endpoints.ts';
import { newEndpoint } from '../src/models/webhook-endpoint.ts';
import { newSecret } from '../src/models/webhook-secret.ts';
import { inMemoryWebhookEndpoints } from './in-memory-webhook-endpoints.ts';

interface Opened {
  readonly endpoints: WebhookEndpoints;
  readonly secrets: WebhookSecrets;
}
let onDynamoDb: Opened;

beforeAll(async () => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const endpoints = await cloud.ref('notifications', 'EndpointsTable');
  const secrets = await cloud.ref('notifications', 'EndpointSecretsTable');
  onDynamoDb = {
    endpoints: dynamoDbWebhookEndpoints({ endpoints, secrets }, client),
    secrets: dynamoDbWebhookSecrets(secrets, client),
  };
});

describe.each<[string, () => Opened]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', () => inMemoryWebhookEndpoints()],
])('endpoints %s', (_, open) => {
  const now = new Date();
  const lost = { kind: 'conflict', code: 'record.changed' };
  const make = (customerId: string) =>
    newEndpoint(
      customerId,
      { url: 'https://example.com/', eventTypes: ['order.placed'], description: 'Shop' },
      now,
    );

  async function registered(customerId: string = randomUUID()) {
    const { endpoints, secrets } = open();
    const made = make(customerId);
    const set = { endpointId: made.endpointId, secrets: [newSecret(now)] };
    return { endpoints, secrets, set, endpoint: await endpoints.insert(made, set, 2) };
  }

  it('are found by their customer, with their secrets apart', async () => {
    const { endpoints, secrets, endpoint, set } = await registered();
    const { customerId, endpointId } = endpoint;
    expect(await endpoints.find(endpoint)).toEqual(endpoint);
    expect(await endpoints.find({ customerId: randomUUID(), endpointId })).toBeUndefined();
    expect((await endpoints.page(customerId, { limit: 10 })).items).toEqual([endpoint]);
    expect(await secrets.get({ endpointId })).toEqual({ ...set, version: 1 });
  });

  it('are as many as there may be, and one more after one went', async () => {
    const { endpoints, secrets, endpoint } = await registered();
    const another = () => {
      const made = make(endpoint.customerId);
      return endpoints.insert(made, { endpointId: made.endpointId, secrets: [] }, 2);
    };
    await another();
    await expect(another()).rejects.toMatchObject({ kind: 'conflict', code: 'endpoint.too-many' });
    await endpoints.remove(endpoint);
    expect(await endpoints.find(endpoint)).toBeUndefined();
    expect(await secrets.get({ endpointId: endpoint.endpointId })).toBeUndefined();
    await another();
    expect((await endpoints.page(endpoint.customerId, { limit: 10 })).items).toHaveLength(2);
  });

  it('change their settings by version, and their health by its own revision', async () => {
    const { endpoints, endpoint } = await registered();
    const health = { ...endpoint.health, consecutiveFailures: 1, revision: 2 };
    await endpoints.replaceHealth(endpoint, health);
    await expect(endpoints.replaceHealth(endpoint, health)).rejects.toMatchObject(lost);

    const next = { ...health, consecutiveFailures: 2, revision: 3 };
    const atOnce = await Promise.allSettled([1, 2, 3, 4].map(() => endpoints.replaceHealth(endpoint, next)));
    expect(atOnce.map(({ status }) => status).toSorted()).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'rejected',
    ]);

    const { description: _description, ...settings } = endpoint;
    await endpoints.replaceSettings({ ...settings, url: 'https://example.org/' });
    await expect(endpoints.replaceSettings(endpoint)).rejects.toMatchObject(lost);
    await expect(endpoints.remove(endpoint)).rejects.toMatchObject(lost);
    const changed = { ...settings, url: 'https://example.org/', health: next, version: 2 };
    expect(await endpoints.find(endpoint)).toEqual(changed);
  });
});
