import { AppError } from '#libs/errors';
import { documentClient, isConditionFailure, dynamoDbRecordRepository } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { Discount } from '../models/discount.ts';
import { batchGet } from './batch-get.ts';
import type { DiscountRepository } from './discount-repository.ts';

interface Tables {
  readonly discounts: string;
  /** Required by `findWithUsage`. */
  readonly uses?: string;
}

// All discounts share one partition, so that they can be listed by code.
const KIND = 'discount';

export const discountKey = (code: string) => ({ kind: KIND, code });

type DiscountRecord = Omit<Discount, 'version'> & { readonly kind: string };

/** The version counts changes by staff only: a redemption must not fail a concurrent change of the terms. */
export function dynamoDbDiscountRepository(
  { discounts, uses = '' }: Tables,
  client: DynamoDbClient = documentClient(),
): DiscountRepository {
  const records = dynamoDbRecordRepository<DiscountRecord>(discounts, ['kind', 'code'], client);

  return {
    async find(code) {
      const record = await records.get(discountKey(code));
      return record && toDiscount(record);
    },

    async page(query) {
      const { items, ...next } = await records.list({ partition: { kind: KIND }, ...query });
      return { items: items.map(toDiscount), ...next };
    },

    async insert(code, terms) {
      const record = { ...discountKey(code), terms, redemptions: 0 };
      return toDiscount(await records.insert(record).catch(toExists));
    },

    async replace({ code, version, redemptions }, terms) {
      await client
        .update({
          TableName: discounts,
          Key: discountKey(code),
          UpdateExpression: 'SET terms = :terms, #version = :next, correlationId = :correlationId',
          ConditionExpression: '#version = :expected',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: {
            ':terms': terms,
            ':next': version + 1,
            ':expected': version,
            ':correlationId': correlationId(),
          },
        })
        .catch(toChanged);
      return { code, terms, redemptions, version: version + 1 };
    },

    async findWithUsage(redemptions) {
      const useIds = redemptions.flatMap(({ uses: ids }) => ids);
      const found = await batchGet(client, {
        [discounts]: { Keys: redemptions.map(({ code }) => discountKey(code)), ConsistentRead: true },
        [uses]: { Keys: useIds.map((useId) => ({ useId })), ConsistentRead: true },
      });
      const used = new Set((found[uses] ?? []).map(({ code }) => code));
      return ((found[discounts] ?? []) as unknown as Discount[])
        .map(toDiscount)
        .map((discount) => ({ discount, isAlreadyUsed: used.has(discount.code) }));
    },
  };
}

const toDiscount = ({ code, terms, redemptions, version }: Discount): Discount => ({
  code,
  terms,
  redemptions,
  version,
});

function toExists(error: unknown): never {
  const alreadyExists = error instanceof AppError && error.code === 'record.exists';
  if (!alreadyExists) throw error;
  throw new AppError('conflict', 'discount.exists', {
    cause: error,
    detail: 'A discount with this code already exists. Replace it with PUT.',
  });
}

function toChanged(error: unknown): never {
  if (isConditionFailure(error)) throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
