import type { Page, PageQuery } from '#libs/models';
import type { ShippingOptionDetails } from '../models/shipping-option.ts';
import type { TaxRateDetails } from '../models/tax-rate.ts';

/** What staff set and every price depends on: a tax rate or a shipping option. */
export interface PricingRule<Details> {
  readonly id: string;
  readonly details: Details;
  readonly version: number;
}

/** All pricing rules of one kind, by id. */
export interface PricingRuleRepository<Details> {
  find(id: string): Promise<PricingRule<Details> | undefined>;
  /** Reads every rule: a shop has few. */
  findAll(): Promise<PricingRule<Details>[]>;
  page(query: PageQuery): Promise<Page<PricingRule<Details>>>;
  /**
   * Writes a new rule, or replaces the version that was read.
   *
   * @throws AppError conflict `record.exists`, `record.changed`
   */
  save(id: string, details: Details, existing?: { readonly version: number }): Promise<PricingRule<Details>>;
}

export type ShippingOptionRepository = PricingRuleRepository<ShippingOptionDetails>;
export type TaxRateRepository = PricingRuleRepository<TaxRateDetails>;
