import type { Page, PageQuery } from '#libs/models';
import type { DiscountRegister } from '../gateways/discount-register.ts';
import { discountView, type DiscountView } from '../models/discount.ts';

interface Dependencies {
  readonly discounts: Pick<DiscountRegister, 'page'>;
}

export async function listDiscounts(
  query: PageQuery,
  { discounts }: Dependencies,
): Promise<Page<DiscountView>> {
  const { items, ...next } = await discounts.page(query);
  return { items: items.map(discountView), ...next };
}
