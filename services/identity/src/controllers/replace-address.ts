import { changeRecord } from '#libs/gateways';
import type { AddressRepository } from '../gateways/address-repository.ts';
import { getSavedAddress, withReplacedAddress } from '../models/address-book.ts';
import type { AddressInput, SavedAddress } from '../models/saved-address.ts';

interface Dependencies {
  readonly addresses: AddressRepository;
}

interface Request {
  readonly addressId: string;
  readonly input: AddressInput;
  readonly ifMatch: string | undefined;
}

export async function replaceAddress(
  customerId: string,
  { addressId, input, ifMatch }: Request,
  { addresses }: Dependencies,
): Promise<SavedAddress> {
  const book = await changeRecord({
    read: () => addresses.get(customerId),
    change: (current) => withReplacedAddress(current, addressId, input, ifMatch),
    replace: addresses.replace,
  });
  return getSavedAddress(book, addressId);
}
