import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import type { ShippingTerms } from '../models/shipping-option.ts';
import type { TaxTerms } from '../models/tax-rate.ts';
import { termsTable, type TermsRecord, type TermsTable } from './terms-table.ts';

/** The kinds of entries, as they stand in the table. */
export const termsKinds = { shippingOption: 'shipping-option', taxRate: 'tax-rate' } as const;

export const shippingOptionTable = (
  tableName: string,
  records: RecordRepository<TermsRecord<ShippingTerms>> = dynamoDbRecordRepository(tableName, ['kind', 'id']),
): TermsTable<ShippingTerms> => termsTable(termsKinds.shippingOption, records);

export const taxRateTable = (
  tableName: string,
  records: RecordRepository<TermsRecord<TaxTerms>> = dynamoDbRecordRepository(tableName, ['kind', 'id']),
): TermsTable<TaxTerms> => termsTable(termsKinds.taxRate, records);
