import type { Page, PageQuery } from '#libs/models';
import type { AddressBooks } from '../gateways/address-books.ts';
import { pageOfAddresses } from '../models/address-book.ts';
import type { SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly books: Pick<AddressBooks, 'of'>;
}

export const listAddresses = async (
  customerId: string,
  query: PageQuery,
  { books }: Dependencies,
): Promise<Page<SavedAddress>> => pageOfAddresses(await books.of(customerId), query);
