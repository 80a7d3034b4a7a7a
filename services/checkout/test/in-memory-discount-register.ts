import { AppError } from '#libs/errors';
import { inMemoryRecordRepository } from '#libs/testing';
import type { DiscountRegister } from '../src/gateways/discount-register.ts';
import type { Discount, DiscountTerms, Redemption } from '../src/models/discount.ts';

type Counted = Readonly<Record<string, DiscountTerms>>;

/** The register in memory, with the counters that the session store moves. */
export function inMemoryDiscountRegister(given: Counted = {}) {
  const records = inMemoryRecordRepository<{ kind: string; code: string; terms: DiscountTerms }>([
    'kind',
    'code',
  ]);
  const redemptions = new Map<string, number>();
  const used = new Set<string>();
  const countOf = (code: string) => redemptions.get(code) ?? 0;
  const asDiscount = ({ code, terms, version }: Omit<Discount, 'redemptions'>): Discount => ({
    code,
    terms,
    version,
    redemptions: countOf(code),
  });
  for (const [code, terms] of Object.entries(given)) void records.insert({ kind: 'discount', code, terms });

  const register: DiscountRegister = {
    async find(code) {
      const record = await records.get({ kind: 'discount', code });
      return record && asDiscount(record);
    },
    async page(query) {
      const { items, ...next } = await records.list({ partition: { kind: 'discount' }, ...query });
      return { items: items.map(asDiscount), ...next };
    },
    async insert(code, terms) {
      const record = { kind: 'discount', code, terms };
      return asDiscount(
        await records.insert(record).catch((cause: unknown) => {
          throw new AppError('conflict', 'discount.exists', { cause });
        }),
      );
    },
    replace: async ({ code, version }, terms) =>
      asDiscount(await records.replace({ kind: 'discount', code, terms, version })),
    async forBuyer(wanted) {
      const found = await Promise.all(
        wanted.map(async ({ code, uses }) => ({
          discount: await register.find(code),
          isUsedByBuyer: uses.some((use) => used.has(use)),
        })),
      );
      return found.flatMap(({ discount, isUsedByBuyer }) => (discount ? [{ discount, isUsedByBuyer }] : []));
    },
  };

  return {
    ...register,
    /** Whether all of these can be taken at once. */
    canTake: (wanted: readonly Redemption[]) =>
      wanted.every(({ code, uses }) => {
        const limit = records.records().find((record) => record.code === code)?.terms.maxRedemptions;
        return countOf(code) < (limit ?? Infinity) && !uses.some((use) => used.has(use));
      }),
    take(taken: readonly Redemption[]) {
      for (const { code, uses } of taken) {
        redemptions.set(code, countOf(code) + 1);
        for (const use of uses) used.add(use);
      }
    },
    giveBack(returned: readonly Redemption[]) {
      for (const { code, uses } of returned) {
        redemptions.set(code, countOf(code) - 1);
        for (const use of uses) used.delete(use);
      }
    },
  };
}

export type InMemoryDiscountRegister = ReturnType<typeof inMemoryDiscountRegister>;
