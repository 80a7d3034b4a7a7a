import { changeRecord } from '#libs/gateways';
import { newId } from '#libs/models';
import type { AddressRepository } from '../gateways/address-repository.ts';
import { getSavedAddress, withAddress } from '../models/address-book.ts';
import type { AddressInput, SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly addresses: AddressRepository;
  readonly now: () => Date;
}

export async function createAddress(
  customerId: string,
  input: AddressInput,
  { addresses, now }: Dependencies,
): Promise<SavedAddress> {
  const addressId = newId('adr', now().getTime());
  const book = await changeRecord({
    read: () => addresses.get(customerId),
    change: (current) => withAddress(current, addressId, input),
    replace: addresses.replace,
  });
  return getSavedAddress(book, addressId);
}
