import { AppError } from '#libs/errors';
import {
  documentClient,
  existingItem,
  isConditionFailure,
  dynamoDbRecordRepository,
  type Versioned,
} from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { Category } from '../models/category.ts';
import type { CategoryRepository } from './category-repository.ts';

// All categories share one partition of the index `byName`.
const LISTING = 'every';

type CategoryRecord = Omit<Category, 'version'> & {
  readonly listing: typeof LISTING;
  readonly productCount: number;
};

export function dynamoDbCategoryRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): CategoryRepository {
  const records = dynamoDbRecordRepository<CategoryRecord>(tableName, ['categoryId'], client);

  return {
    async get(categoryId) {
      const record = await records.get({ categoryId });
      return record && toCategory(record);
    },

    insert: async (category) =>
      toCategory(await records.insert({ ...category, listing: LISTING, productCount: 0 })),

    async replace({ categoryId, name, description, updatedAt, version, ...category }) {
      // Updates single attributes, because concurrent writes of products change the count.
      await client
        .update({
          TableName: tableName,
          Key: { categoryId },
          UpdateExpression:
            'SET #name = :name, description = :description, updatedAt = :updatedAt, #version = :next, correlationId = :correlationId',
          ConditionExpression: '#version = :expected',
          ExpressionAttributeNames: { '#name': 'name', '#version': 'version' },
          ExpressionAttributeValues: {
            ':name': name,
            ':description': description,
            ':updatedAt': updatedAt,
            ':expected': version,
            ':next': version + 1,
            ':correlationId': correlationId(),
          },
        })
        .catch(toChanged);
      return { ...category, categoryId, name, description, updatedAt, version: version + 1 };
    },

    async remove({ categoryId, version }) {
      await client
        .delete({
          TableName: tableName,
          Key: { categoryId },
          ConditionExpression: '#version = :expected AND productCount = :none',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':expected': version, ':none': 0 },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        })
        .catch((error: unknown) => {
          const isInUse = Number(existingItem(error)?.['productCount'] ?? 0) > 0;
          throw isInUse ? inUse(error) : toChanged(error);
        });
    },

    async list(query) {
      const { items, ...rest } = await records.list({
        index: 'byName',
        partition: { listing: LISTING },
        ...query,
      });
      return { items: items.map(toCategory), ...rest };
    },
  };
}

const toCategory = ({ listing: _, productCount: __, ...category }: Versioned<CategoryRecord>): Category =>
  category;

const inUse = (cause: unknown) =>
  new AppError('conflict', 'category.in-use', {
    cause,
    detail: 'The category contains products on sale. Move or archive them first.',
  });

function toChanged(error: unknown): never {
  if (isConditionFailure(error)) throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
