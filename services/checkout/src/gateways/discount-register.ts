import type { Page, PageQuery } from '#libs/models';
import type { Discount, DiscountTerms, Redemption } from '../models/discount.ts';

/** A discount as far as it concerns one buyer. */
export interface BuyersDiscount {
  readonly discount: Discount;
  readonly isUsedByBuyer: boolean;
}

/** All discounts by code. Redemptions are counted by the session store, in one write with the purchase. */
export interface DiscountRegister {
  find(code: string): Promise<Discount | undefined>;
  page(query: PageQuery): Promise<Page<Discount>>;
  /** @throws AppError conflict `discount.exists` */
  insert(code: string, terms: DiscountTerms): Promise<Discount>;
  /** Gives the version that was read new terms. @throws AppError conflict `record.changed` */
  replace(discount: Discount, terms: DiscountTerms): Promise<Discount>;
  /**
   * Those of these codes that exist.
   *
   * @param wanted  each code with the marks by which its buyer is known
   */
  forBuyer(wanted: readonly Redemption[]): Promise<BuyersDiscount[]>;
}
