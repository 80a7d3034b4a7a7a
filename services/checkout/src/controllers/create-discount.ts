import type { DiscountRepository } from '../gateways/discount-repository.ts';
import { log } from '../log-events.ts';
import { canonicalCode, requireValidity, type Discount, type NewDiscount } from '../models/discount.ts';

interface Dependencies {
  readonly discounts: Pick<DiscountRepository, 'insert'>;
}

export async function createDiscount(
  { code: typed, ...terms }: NewDiscount,
  { discounts }: Dependencies,
): Promise<Discount> {
  requireValidity(terms);
  const code = canonicalCode(typed);
  const discount = await discounts.insert(code, terms);
  log.info('discount.created', { code });
  return discount;
}
