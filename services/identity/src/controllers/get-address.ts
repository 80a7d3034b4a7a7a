import type { AddressRepository } from '../gateways/address-repository.ts';
import { getSavedAddress } from '../models/address-book.ts';
import type { SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly addresses: Pick<AddressRepository, 'get'>;
}

export const getAddress = async (
  customerId: string,
  addressId: string,
  { addresses }: Dependencies,
): Promise<SavedAddress> => getSavedAddress(await addresses.get(customerId), addressId);
