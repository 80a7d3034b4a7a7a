import type { AddressBooks } from '../gateways/address-books.ts';
import { addressIn } from '../models/address-book.ts';
import type { SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly books: Pick<AddressBooks, 'of'>;
}

export const getAddress = async (
  customerId: string,
  addressId: string,
  { books }: Dependencies,
): Promise<SavedAddress> => addressIn(await books.of(customerId), addressId);
