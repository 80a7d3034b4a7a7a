import { changeRecord } from '#libs/gateways';
import type { AddressBooks } from '../gateways/address-books.ts';
import { withoutAddress } from '../models/address-book.ts';

interface Dependencies {
  readonly books: AddressBooks;
}

export async function deleteAddress(
  customerId: string,
  addressId: string,
  ifMatch: string | undefined,
  { books }: Dependencies,
): Promise<void> {
  await changeRecord({
    read: () => books.of(customerId),
    change: (book) => withoutAddress(book, addressId, ifMatch),
    replace: books.replace,
  });
}
