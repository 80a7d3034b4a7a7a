import { changeRecord } from '#libs/gateways';
import { newId } from '#libs/models';
import type { AddressBooks } from '../gateways/address-books.ts';
import { addressIn, withAddress } from '../models/address-book.ts';
import type { AddressInput, SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly books: AddressBooks;
  readonly now: () => Date;
}

export async function createAddress(
  customerId: string,
  input: AddressInput,
  { books, now }: Dependencies,
): Promise<SavedAddress> {
  const addressId = newId('adr', now().getTime());
  const book = await changeRecord({
    read: () => books.of(customerId),
    change: (current) => withAddress(current, addressId, input),
    replace: books.replace,
  });
  return addressIn(book, addressId);
}
