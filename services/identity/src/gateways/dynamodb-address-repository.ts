import { AppError } from '#libs/errors';
import { dynamoDbRecordRepository, type RecordRepository } from '#libs/gateways';
import type { AddressBook } from '../models/address-book.ts';
import type { AddressRepository } from './address-repository.ts';

export const dynamoDbAddressRepository = (
  tableName: string,
  records: Pick<
    RecordRepository<AddressBook>,
    'get' | 'insert' | 'replace'
  > = dynamoDbRecordRepository<AddressBook>(tableName, ['customerId']),
): AddressRepository => ({
  get: async (customerId) => (await records.get({ customerId })) ?? { customerId, addresses: [], version: 0 },
  replace: (book) => (book.version === 0 ? records.insert(book).catch(toChanged) : records.replace(book)),
});

// A concurrent request inserted the address book after this one read it as missing.
function toChanged(error: unknown): never {
  if (error instanceof AppError && error.code === 'record.exists')
    throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
