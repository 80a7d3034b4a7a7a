import type { Page, PageQuery } from '#libs/models';
import type { DiscountRepository } from '../gateways/discount-repository.ts';
import { toDiscountView, type DiscountView } from '../models/discount.ts';

interface Dependencies {
  readonly discounts: Pick<DiscountRepository, 'page'>;
}

export async function listDiscounts(
  query: PageQuery,
  { discounts }: Dependencies,
): Promise<Page<DiscountView>> {
  const { items, ...next } = await discounts.page(query);
  return { items: items.map(toDiscountView), ...next };
}
