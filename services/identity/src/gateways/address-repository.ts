import type { Versioned } from '#libs/gateways';
import type { AddressBook } from '../models/address-book.ts';

/** The address books of all customers. A customer without addresses has an empty one with version 0. */
export interface AddressRepository {
  get(customerId: string): Promise<Versioned<AddressBook>>;
  /** Replaces the version that was read. @throws AppError conflict `record.changed` */
  replace(book: Versioned<AddressBook>): Promise<Versioned<AddressBook>>;
}
