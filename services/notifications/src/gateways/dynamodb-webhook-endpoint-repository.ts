import { AppError } from '#libs/errors';
import {
  documentClient,
  isConditionFailure,
  dynamoDbRecordRepository,
  transact,
  type Write,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { EndpointKey, WebhookEndpoint } from '../models/webhook-endpoint.ts';
import type { SecretSet } from '../models/webhook-secret.ts';
import type { WebhookEndpointRepository, WebhookSecretRepository } from './webhook-endpoint-repository.ts';

interface Tables {
  readonly endpoints: string;
  /** Only `insert` and `remove` use it. */
  readonly secrets?: string;
}

/** Keyed by customer. The endpoint counter of a customer is in a separate partition, so that lists do not contain it. */
export function dynamoDbWebhookEndpointRepository(
  { endpoints, secrets = '' }: Tables,
  client: DynamoDbClient = documentClient(),
): WebhookEndpointRepository {
  const records = dynamoDbRecordRepository<WebhookEndpoint>(endpoints, ['customerId', 'endpointId'], client);
  const addToCount = (customerId: string, change: 1 | -1, max?: number): Write => ({
    Update: {
      TableName: endpoints,
      Key: { customerId: `${customerId}#count`, endpointId: 'count' },
      UpdateExpression: 'ADD endpoints :change',
      ExpressionAttributeValues: { ':change': change, ...(max !== undefined && { ':max': max }) },
      ...(max !== undefined && {
        ConditionExpression: 'attribute_not_exists(endpoints) OR endpoints < :max',
      }),
    },
  });
  const update = (key: EndpointKey, changes: Omit<UpdateCommandInput, 'TableName' | 'Key'>) =>
    client.update({ TableName: endpoints, Key: toKey(key), ...changes }).catch(throwConflict);

  return {
    async insert(endpoint, set, maxEndpoints) {
      const stamp = { version: 1, correlationId: correlationId() };
      const failures = await transact(client, 'endpoint.busy', [
        { Put: { TableName: endpoints, Item: { ...endpoint, ...stamp } } },
        { Put: { TableName: secrets, Item: { ...set, ...stamp } } },
        addToCount(endpoint.customerId, 1, maxEndpoints),
      ]);
      if (failures.length > 0)
        throw new AppError('conflict', 'endpoint.too-many', {
          detail: `The customer has the maximum of ${maxEndpoints} endpoints. Delete one first.`,
        });
      return { ...endpoint, version: 1 };
    },

    find: (key) => records.get(toKey(key)),

    list: (customerId, query) => records.list({ partition: { customerId }, ...query }),

    async replaceSettings(endpoint) {
      const { url, eventTypes, description, version } = endpoint;
      await update(endpoint, {
        UpdateExpression: `SET #url = :url, eventTypes = :eventTypes, #version = :next, correlationId = :correlationId ${
          description === undefined ? 'REMOVE description' : ', description = :description'
        }`,
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#url': 'url', '#version': 'version' },
        ExpressionAttributeValues: {
          ':url': url,
          ':eventTypes': eventTypes,
          ...(description !== undefined && { ':description': description }),
          ':next': version + 1,
          ':seen': version,
          ':correlationId': correlationId(),
        },
      });
      return { ...endpoint, version: version + 1 };
    },

    async replaceHealth(key, health) {
      await update(key, {
        UpdateExpression: 'SET health = :health, correlationId = :correlationId',
        ConditionExpression: 'health.#revision = :seen',
        ExpressionAttributeNames: { '#revision': 'revision' },
        ExpressionAttributeValues: {
          ':health': health,
          ':seen': health.revision - 1,
          ':correlationId': correlationId(),
        },
      });
    },

    async remove(endpoint) {
      const failures = await transact(client, 'endpoint.busy', [
        {
          Delete: {
            TableName: endpoints,
            Key: toKey(endpoint),
            ConditionExpression: '#version = :seen',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':seen': endpoint.version },
          },
        },
        { Delete: { TableName: secrets, Key: { endpointId: endpoint.endpointId } } },
        addToCount(endpoint.customerId, -1),
      ]);
      if (failures.length > 0) throw new AppError('conflict', 'record.changed');
    },
  };
}

export const dynamoDbWebhookSecretRepository = (
  tableName: string,
  client: DynamoDbClient = documentClient(),
): WebhookSecretRepository => dynamoDbRecordRepository<SecretSet>(tableName, ['endpointId'], client);

const toKey = ({ customerId, endpointId }: EndpointKey): EndpointKey => ({ customerId, endpointId });

function throwConflict(error: unknown): never {
  if (isConditionFailure(error)) throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
