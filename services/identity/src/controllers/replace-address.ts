import { changeRecord } from '#libs/gateways';
import type { AddressBooks } from '../gateways/address-books.ts';
import { addressIn, withReplaced } from '../models/address-book.ts';
import type { AddressInput, SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly books: AddressBooks;
}

interface Request {
  readonly addressId: string;
  readonly input: AddressInput;
  readonly ifMatch: string | undefined;
}

export async function replaceAddress(
  customerId: string,
  { addressId, input, ifMatch }: Request,
  { books }: Dependencies,
): Promise<SavedAddress> {
  const book = await changeRecord({
    read: () => books.of(customerId),
    change: (current) => withReplaced(current, addressId, input, ifMatch),
    replace: books.replace,
  });
  return addressIn(book, addressId);
}
