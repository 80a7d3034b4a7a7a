import { retryOnConflict } from '#libs/gateways';
import { requireVersion } from '#libs/models';
import type { DiscountRepository } from '../gateways/discount-repository.ts';
import { log } from '../log-events.ts';
import { requireValidity, type Discount, type DiscountTerms } from '../models/discount.ts';
import { getDiscount } from './get-discount.ts';

interface Request {
  readonly code: string;
  readonly terms: DiscountTerms;
  readonly ifMatch: string | undefined;
}

interface Dependencies {
  readonly discounts: Pick<DiscountRepository, 'find' | 'replace'>;
}

export async function replaceDiscount(
  { code, terms, ifMatch }: Request,
  { discounts }: Dependencies,
): Promise<Discount> {
  requireValidity(terms);
  return retryOnConflict(async () => {
    const discount = await getDiscount(code, { discounts });
    requireVersion(discount, ifMatch);
    const replaced = await discounts.replace(discount, terms);
    log.info('discount.replaced', { code: discount.code });
    return replaced;
  });
}
