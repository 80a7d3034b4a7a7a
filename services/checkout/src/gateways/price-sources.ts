import type { ShippingTerms } from '../models/shipping-option.ts';
import type { TaxTerms } from '../models/tax-rate.ts';
import type { DiscountRegister } from './discount-register.ts';
import { dynamoDbDiscountRegister } from './dynamodb-discount-register.ts';
import { dynamoDbProductCopies } from './dynamodb-product-copies.ts';
import type { ProductCopies } from './product-copies.ts';
import { shippingOptionTable, taxRateTable } from './sales-terms.ts';
import type { TermsTable } from './terms-table.ts';

/** Where the parts of a price come from. */
export interface PriceSources {
  readonly products: Pick<ProductCopies, 'read'>;
  readonly discounts: Pick<DiscountRegister, 'forBuyer'>;
  readonly shippingOptions: Pick<TermsTable<ShippingTerms>, 'all'>;
  readonly taxRates: Pick<TermsTable<TaxTerms>, 'find'>;
}

interface Tables {
  readonly PRODUCT_COPIES_TABLE: string;
  readonly DISCOUNTS_TABLE: string;
  readonly DISCOUNT_USES_TABLE: string;
  readonly TERMS_TABLE: string;
}

/** @param tables  as the environment of every function that makes prices names them */
export const dynamoDbPriceSources = (tables: Tables): PriceSources => ({
  products: dynamoDbProductCopies(tables.PRODUCT_COPIES_TABLE),
  discounts: dynamoDbDiscountRegister({
    discounts: tables.DISCOUNTS_TABLE,
    uses: tables.DISCOUNT_USES_TABLE,
  }),
  shippingOptions: shippingOptionTable(tables.TERMS_TABLE),
  taxRates: taxRateTable(tables.TERMS_TABLE),
});
