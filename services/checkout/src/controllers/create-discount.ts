import type { DiscountRegister } from '../gateways/discount-register.ts';
import { log } from '../log-events.ts';
import { canonicalCode, requirePeriod, type Discount, type NewDiscount } from '../models/discount.ts';

interface Dependencies {
  readonly discounts: Pick<DiscountRegister, 'insert'>;
}

export async function createDiscount(
  { code: typed, ...terms }: NewDiscount,
  { discounts }: Dependencies,
): Promise<Discount> {
  requirePeriod(terms);
  const code = canonicalCode(typed);
  const discount = await discounts.insert(code, terms);
  log.info('discount.created', { code });
  return discount;
}
