import { AppError } from '#libs/errors';
import { dynamoDbRecordRepository, type RecordRepository, type Versioned } from '#libs/gateways';
import type { AddressBook } from '../models/address-book.ts';

/** The address books of all customers; who has none yet has an empty one, of version 0. */
export interface AddressBooks {
  of(customerId: string): Promise<Versioned<AddressBook>>;
  /** Writes the next version. @throws AppError conflict `record.changed` */
  replace(book: Versioned<AddressBook>): Promise<Versioned<AddressBook>>;
}

export const addressBooks = (
  table: Pick<RecordRepository<AddressBook>, 'get' | 'insert' | 'replace'>,
): AddressBooks => ({
  of: async (customerId) => (await table.get({ customerId })) ?? { customerId, addresses: [], version: 0 },
  replace: (book) => (book.version === 0 ? table.insert(book).catch(takenMeanwhile) : table.replace(book)),
});

export const dynamoDbAddressBooks = (tableName: string): AddressBooks =>
  addressBooks(dynamoDbRecordRepository<AddressBook>(tableName, ['customerId']));

function takenMeanwhile(error: unknown): never {
  if (error instanceof AppError && error.code === 'record.exists')
    throw new AppError('conflict', 'record.changed', { cause: error });
  throw error;
}
