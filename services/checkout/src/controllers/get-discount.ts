import { AppError } from '#libs/errors';
import type { DiscountRegister } from '../gateways/discount-register.ts';
import { canonicalCode, type Discount } from '../models/discount.ts';

interface Dependencies {
  readonly discounts: Pick<DiscountRegister, 'find'>;
}

export async function getDiscount(code: string, { discounts }: Dependencies): Promise<Discount> {
  const discount = await discounts.find(canonicalCode(code));
  if (!discount)
    throw new AppError('not-found', 'discount.not-found', { detail: 'There is no discount of this code.' });
  return discount;
}
