import { AppError } from '#libs/errors';
import { documentClient, isConditionFailure, dynamoDbRecordRepository } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Discount } from '../models/discount.ts';
import { batchGet } from './batch-get.ts';
import type { DiscountRegister } from './discount-register.ts';

interface Tables {
  readonly discounts: string;
  /** Only for `forBuyer`. */
  readonly uses?: string;
}

// One partition holds all discounts, so that they can be listed in order.
const KIND = 'discount';

/** The key of a discount in its table. */
export const discountKey = (code: string) => ({ kind: KIND, code });

type DiscountRecord = Omit<Discount, 'version'> & { readonly kind: string };

/**
 * The version counts what staff wrote. Redemptions do not move it, for a purchase is no reason to refuse
 * somebody's correction of the terms.
 */
export function dynamoDbDiscountRegister(
  { discounts, uses = '' }: Tables,
  client: DynamoDBDocumentClient = documentClient(),
): DiscountRegister {
  const records = dynamoDbRecordRepository<DiscountRecord>(discounts, ['kind', 'code'], client);

  return {
    async find(code) {
      const record = await records.get(discountKey(code));
      return record && asDiscount(record);
    },

    async page(query) {
      const { items, ...next } = await records.list({ partition: { kind: KIND }, ...query });
      return { items: items.map(asDiscount), ...next };
    },

    async insert(code, terms) {
      const record = { ...discountKey(code), terms, redemptions: 0 };
      return asDiscount(await records.insert(record).catch(refuseTaken));
    },

    async replace({ code, version, redemptions }, terms) {
      const update = new UpdateCommand({
        TableName: discounts,
        Key: discountKey(code),
        UpdateExpression: 'SET terms = :terms, #version = :next, correlationId = :correlationId',
        ConditionExpression: '#version = :seen',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: {
          ':terms': terms,
          ':next': version + 1,
          ':seen': version,
          ':correlationId': correlationId(),
        },
      });
      await client.send(update).catch(refuseChanged);
      return { code, terms, redemptions, version: version + 1 };
    },

    async forBuyer(wanted) {
      const useIds = wanted.flatMap((redemption) => redemption.uses);
      const found = await batchGet(client, {
        [discounts]: { Keys: wanted.map(({ code }) => discountKey(code)), ConsistentRead: true },
        [uses]: { Keys: useIds.map((useId) => ({ useId })), ConsistentRead: true },
      });
      const used = new Set((found[uses] ?? []).map(({ code }) => code));
      return ((found[discounts] ?? []) as unknown as Discount[])
        .map(asDiscount)
        .map((discount) => ({ discount, isUsedByBuyer: used.has(discount.code) }));
    },
  };
}

const asDiscount = ({ code, terms, redemptions, version }: Discount): Discount => ({
  code,
  terms,
  redemptions,
  version,
});

function refuseTaken(error: unknown): never {
  const isTaken = error instanceof AppError && error.code === 'record.exists';
  if (!isTaken) throw error;
  throw new AppError('conflict', 'discount.exists', {
    cause: error,
    detail: 'There is a discount of this code. Change it with PUT.',
  });
}

function refuseChanged(error: unknown): never {
  if (isConditionFailure(error)) throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
