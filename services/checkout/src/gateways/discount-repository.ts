import type { Page, PageQuery } from '#libs/models';
import type { Discount, DiscountTerms, Redemption } from '../models/discount.ts';

/** A discount, and whether the customer has used it before. */
export interface DiscountUsage {
  readonly discount: Discount;
  readonly isAlreadyUsed: boolean;
}

/** All discounts by code. The session repository counts redemptions, in the transaction that submits the session. */
export interface DiscountRepository {
  find(code: string): Promise<Discount | undefined>;
  page(query: PageQuery): Promise<Page<Discount>>;
  /** @throws AppError conflict `discount.exists` */
  insert(code: string, terms: DiscountTerms): Promise<Discount>;
  /** Replaces the terms of the version that was read. @throws AppError conflict `record.changed` */
  replace(discount: Discount, terms: DiscountTerms): Promise<Discount>;
  /**
   * Finds the existing discounts among these codes.
   *
   * @param redemptions  each code with the use ids of the customer
   */
  findWithUsage(redemptions: readonly Redemption[]): Promise<DiscountUsage[]>;
}
