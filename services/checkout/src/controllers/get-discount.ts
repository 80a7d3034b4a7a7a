import { AppError } from '#libs/errors';
import type { DiscountRepository } from '../gateways/discount-repository.ts';
import { canonicalCode, type Discount } from '../models/discount.ts';

interface Dependencies {
  readonly discounts: Pick<DiscountRepository, 'find'>;
}

export async function getDiscount(code: string, { discounts }: Dependencies): Promise<Discount> {
  const discount = await discounts.find(canonicalCode(code));
  if (!discount)
    throw new AppError('not-found', 'discount.not-found', { detail: 'The discount code does not exist.' });
  return discount;
}
