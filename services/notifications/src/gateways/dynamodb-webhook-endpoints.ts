import { AppError } from '#libs/errors';
import {
  documentClient,
  isConditionFailure,
  dynamoDbRecordRepository,
  transact,
  type Write,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { EndpointKey, WebhookEndpoint } from '../models/webhook-endpoint.ts';
import type { SecretSet } from '../models/webhook-secret.ts';
import type { WebhookEndpoints, WebhookSecrets } from './webhook-endpoints.ts';

interface Tables {
  readonly endpoints: string;
  /** Only for `insert` and `remove`. */
  readonly secrets?: string;
}

/** Endpoints by customer. How many a customer has is counted in a partition of its own, so that no list shows it. */
export function dynamoDbWebhookEndpoints(
  { endpoints, secrets = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): WebhookEndpoints {
  const records = dynamoDbRecordRepository<WebhookEndpoint>(endpoints, ['customerId', 'endpointId'], client);
  const counted = (customerId: string, change: 1 | -1, most?: number): Write => ({
    Update: {
      TableName: endpoints,
      Key: { customerId: `${customerId}#count`, endpointId: 'count' },
      UpdateExpression: 'ADD endpoints :change',
      ExpressionAttributeValues: { ':change': change, ...(most !== undefined && { ':most': most }) },
      ...(most !== undefined && {
        ConditionExpression: 'attribute_not_exists(endpoints) OR endpoints < :most',
      }),
    },
  });
  const update = (key: EndpointKey, changes: Omit<UpdateCommand['input'], 'TableName' | 'Key'>) =>
    client
      .send(new UpdateCommand({ TableName: endpoints, Key: keyOf(key), ...changes }))
      .catch(refuseChanged);

  return {
    async insert(endpoint, set, most) {
      const stamp = { version: 1, correlationId: correlationId() };
      const failures = await transact(client, 'endpoint.busy', [
        { Put: { TableName: endpoints, Item: { ...endpoint, ...stamp } } },
        { Put: { TableName: secrets, Item: { ...set, ...stamp } } },
        counted(endpoint.customerId, 1, most),
      ]);
      if (failures.length > 0)
        throw new AppError('conflict', 'endpoint.too-many', {
          detail: `You have ${most} endpoints, the most there may be. Delete one first.`,
        });
      return { ...endpoint, version: 1 };
    },

    find: (key) => records.get(keyOf(key)),

    page: (customerId, query) => records.list({ partition: { customerId }, ...query }),

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
            Key: keyOf(endpoint),
            ConditionExpression: '#version = :seen',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':seen': endpoint.version },
          },
        },
        { Delete: { TableName: secrets, Key: { endpointId: endpoint.endpointId } } },
        counted(endpoint.customerId, -1),
      ]);
      if (failures.length > 0) throw new AppError('conflict', 'record.changed');
    },
  };
}

export const dynamoDbWebhookSecrets = (
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): WebhookSecrets => dynamoDbRecordRepository<SecretSet>(tableName, ['endpointId'], client);

const keyOf = ({ customerId, endpointId }: EndpointKey): EndpointKey => ({ customerId, endpointId });

function refuseChanged(error: unknown): never {
  if (isConditionFailure(error)) throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
