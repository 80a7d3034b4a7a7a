import { documentClient, isConditionFailure } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { ProductProjection } from '../models/product-projection.ts';
import { batchGet } from './batch-get.ts';
import type { ProductProjectionRepository } from './product-projection-repository.ts';

export function dynamoDbProductProjectionRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): ProductProjectionRepository {
  /** Updates the attributes of one event, unless a newer event has already updated them. */
  const update = async (
    productId: string,
    revisionName: keyof ProductProjection,
    attributes: Partial<ProductProjection>,
  ) => {
    const values = Object.entries({ ...attributes, correlationId: correlationId() });
    await client
      .update({
        TableName: tableName,
        Key: { productId },
        UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(', ')}`,
        ConditionExpression: `attribute_not_exists(#${revisionName}) OR #${revisionName} < :${revisionName}`,
        ExpressionAttributeNames: Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
      })
      .catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
  };

  return {
    async findAll(productIds) {
      const Keys = [...new Set(productIds)].map((productId) => ({ productId }));
      const found = await batchGet(client, { [tableName]: { Keys } });
      return (found[tableName] ?? []) as unknown as ProductProjection[];
    },

    applyProductChanged: ({ revision, data: { productId, title, price, status } }) =>
      update(productId, 'productRevision', { title, price, status, productRevision: revision }),

    applyStockChanged: ({ revision, data: { productId, available } }) =>
      update(productId, 'stockRevision', { available, stockRevision: revision }),
  };
}
