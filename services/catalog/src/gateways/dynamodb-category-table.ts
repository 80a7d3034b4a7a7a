import { AppError } from '#libs/errors';
import { documentClient, isConditionFailure, dynamoDbRecordRepository, type Versioned } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { DeleteCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Category } from '../models/category.ts';
import type { CategoryTable } from './category-table.ts';

const EVERY = 'every';

type Row = Omit<Category, 'version'> & { readonly listing: typeof EVERY; readonly productCount: number };

/** The categories on DynamoDB. */
export function dynamoDbCategoryTable(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): CategoryTable {
  const table = dynamoDbRecordRepository<Row>(tableName, ['categoryId'], client);

  return {
    async get(categoryId) {
      const row = await table.get({ categoryId });
      return row && categoryOf(row);
    },

    insert: async (category) =>
      categoryOf(await table.insert({ ...category, listing: EVERY, productCount: 0 })),

    async replace({ categoryId, name, description, updatedAt, version, ...category }) {
      // Only what is ours to change: the count belongs to the writes of products.
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { categoryId },
        UpdateExpression:
          'SET #name = :name, description = :description, updatedAt = :updatedAt, #version = :next, correlationId = :correlationId',
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#name': 'name', '#version': 'version' },
        ExpressionAttributeValues: {
          ':name': name,
          ':description': description,
          ':updatedAt': updatedAt,
          ':seen': version,
          ':next': version + 1,
          ':correlationId': correlationId(),
        },
      });
      await client.send(update).catch(changedMeanwhile);
      return { ...category, categoryId, name, description, updatedAt, version: version + 1 };
    },

    async remove({ categoryId, version }) {
      const deletion = new DeleteCommand({
        TableName: tableName,
        Key: { categoryId },
        ConditionExpression: '#version = :seen AND productCount = :none',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':seen': version, ':none': 0 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      await client.send(deletion).catch((error: unknown) => {
        const isInUse = isConditionFailure(error) && Number(error.Item?.['productCount']?.N ?? 0) > 0;
        throw isInUse ? inUse(error) : changedMeanwhile(error);
      });
    },

    async list(query) {
      const { items, ...rest } = await table.list({
        index: 'byName',
        partition: { listing: EVERY },
        ...query,
      });
      return { items: items.map(categoryOf), ...rest };
    },
  };
}

const categoryOf = ({ listing: _, productCount: __, ...category }: Versioned<Row>): Category => category;

const inUse = (cause: unknown) =>
  new AppError('conflict', 'category.in-use', {
    cause,
    detail: 'Products are on sale in this category. Move or archive them first.',
  });

function changedMeanwhile(error: unknown): never {
  if (isConditionFailure(error)) throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
