import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { DiscountRepository } from '../src/gateways/discount-repository.ts';
import type { Discount, DiscountTerms, Redemption } from '../src/models/discount.ts';

type TermsByCode = Readonly<Record<string, DiscountTerms>>;

/** Includes the redemptions, which the session repository adds. */
export function inMemoryDiscountRepository(initial: TermsByCode = {}) {
  const records = inMemoryRecordRepository<{ kind: string; code: string; terms: DiscountTerms }>([
    'kind',
    'code',
  ]);
  const redemptions = new Map<string, number>();
  const used = new Set<string>();
  const byOrder = new Map<string, readonly Redemption[]>();
  const redemptionsOf = (code: string) => redemptions.get(code) ?? 0;
  const toDiscount = ({ code, terms, version }: Omit<Discount, 'redemptions'>): Discount => ({
    code,
    terms,
    version,
    redemptions: redemptionsOf(code),
  });
  for (const [code, terms] of Object.entries(initial)) void records.insert({ kind: 'discount', code, terms });

  const repository: DiscountRepository = {
    async find(code) {
      const record = await records.get({ kind: 'discount', code });
      return record && toDiscount(record);
    },
    async page(query) {
      const { items, ...next } = await records.list({ partition: { kind: 'discount' }, ...query });
      return { items: items.map(toDiscount), ...next };
    },
    async insert(code, terms) {
      const record = { kind: 'discount', code, terms };
      return toDiscount(
        await records.insert(record).catch((cause: unknown) => {
          throw new AppError('conflict', 'discount.exists', { cause });
        }),
      );
    },
    replace: async ({ code, version }, terms) =>
      toDiscount(await records.replace({ kind: 'discount', code, terms, version })),
    async findWithUsage(requested) {
      const found = await Promise.all(
        requested.map(async ({ code, uses }) => ({
          discount: await repository.find(code),
          isAlreadyUsed: uses.some((use) => used.has(use)),
        })),
      );
      return found.flatMap(({ discount, isAlreadyUsed }) => (discount ? [{ discount, isAlreadyUsed }] : []));
    },
  };

  return {
    ...repository,
    /** Whether all of these redemptions are possible at once. */
    canRedeem: (requested: readonly Redemption[]) =>
      requested.every(({ code, uses }) => {
        const limit = records.records().find((record) => record.code === code)?.terms.maxRedemptions;
        return redemptionsOf(code) < (limit ?? Infinity) && !uses.some((use) => used.has(use));
      }),
    redeem(orderId: string, redeemed: readonly Redemption[]) {
      byOrder.set(orderId, redeemed);
      for (const { code, uses } of redeemed) {
        redemptions.set(code, redemptionsOf(code) + 1);
        for (const use of uses) used.add(use);
      }
    },
    async returnAll(orderId: string) {
      const returned = byOrder.get(orderId) ?? [];
      byOrder.delete(orderId);
      for (const { code, uses } of returned) {
        redemptions.set(code, redemptionsOf(code) - 1);
        for (const use of uses) used.delete(use);
      }
      return returned.length > 0;
    },
  };
}

export type InMemoryDiscountRepository = ReturnType<typeof inMemoryDiscountRepository>;
