import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import type { PageQuery } from '#libs/models';
import type { ShippingOptionDetails } from '../models/shipping-option.ts';
import type { TaxRateDetails } from '../models/tax-rate.ts';
import type {
  PricingRule,
  PricingRuleRepository,
  ShippingOptionRepository,
  TaxRateRepository,
} from './pricing-rule-repository.ts';

/** The table's partition keys. */
export const pricingRuleKinds = { shippingOption: 'shipping-option', taxRate: 'tax-rate' } as const;

interface PricingRuleRecord<Details> {
  readonly kind: string;
  readonly id: string;
  readonly details: Details;
}

export const dynamoDbShippingOptionRepository = (
  tableName: string,
  records: RecordRepository<PricingRuleRecord<ShippingOptionDetails>> = dynamoDbRecordRepository(tableName, [
    'kind',
    'id',
  ]),
): ShippingOptionRepository => pricingRuleRepository(pricingRuleKinds.shippingOption, records);

export const dynamoDbTaxRateRepository = (
  tableName: string,
  records: RecordRepository<PricingRuleRecord<TaxRateDetails>> = dynamoDbRecordRepository(tableName, [
    'kind',
    'id',
  ]),
): TaxRateRepository => pricingRuleRepository(pricingRuleKinds.taxRate, records);

const PAGE_SIZE = 100;

function pricingRuleRepository<Details>(
  kind: string,
  records: RecordRepository<PricingRuleRecord<Details>>,
): PricingRuleRepository<Details> {
  const page = async (query: PageQuery) => {
    const { items, ...next } = await records.list({ partition: { kind }, ...query });
    return { items: items.map(({ kind: _, ...rule }) => rule), ...next };
  };

  return {
    find: (id) => records.get({ kind, id } as Partial<PricingRuleRecord<Details>>),

    page,

    async findAll() {
      const rules: PricingRule<Details>[] = [];
      let cursor: string | undefined;
      do {
        const next = await page({ limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) });
        rules.push(...next.items);
        cursor = next.nextCursor;
      } while (cursor !== undefined);
      return rules;
    },

    save: (id, details, existing) =>
      existing
        ? records.replace({ kind, id, details, version: existing.version })
        : records.insert({ kind, id, details }),
  };
}
