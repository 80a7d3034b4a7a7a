import type { Page, PageQuery } from '#libs/models';
import type { AddressRepository } from '../gateways/address-repository.ts';
import { paginateAddresses } from '../models/address-book.ts';
import type { SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly addresses: Pick<AddressRepository, 'get'>;
}

export const listAddresses = async (
  customerId: string,
  query: PageQuery,
  { addresses }: Dependencies,
): Promise<Page<SavedAddress>> => paginateAddresses(await addresses.get(customerId), query);
