import { documentClient, isConditionFailure } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ProductCopy } from '../models/product-copy.ts';
import { batchGet } from './batch-get.ts';
import type { ProductCopies } from './product-copies.ts';

export function dynamoDbProductCopies(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): ProductCopies {
  /** Sets one half of a copy, unless a newer event has set it already. */
  const keep = async (productId: string, revisionName: keyof ProductCopy, half: Partial<ProductCopy>) => {
    const values = Object.entries({ ...half, correlationId: correlationId() });
    const update = new UpdateCommand({
      TableName: tableName,
      Key: { productId },
      UpdateExpression: `SET ${values.map(([name]) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: `attribute_not_exists(#${revisionName}) OR #${revisionName} < :${revisionName}`,
      ExpressionAttributeNames: Object.fromEntries(values.map(([name]) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
    });
    await client.send(update).catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
  };

  return {
    async read(productIds) {
      const Keys = [...new Set(productIds)].map((productId) => ({ productId }));
      const found = await batchGet(client, { [tableName]: { Keys } });
      return (found[tableName] ?? []) as unknown as ProductCopy[];
    },

    keepProduct: ({ revision, data: { productId, title, price, status } }) =>
      keep(productId, 'productRevision', { title, price, status, productRevision: revision }),

    keepStock: ({ revision, data: { productId, available } }) =>
      keep(productId, 'stockRevision', { available, stockRevision: revision }),
  };
}
