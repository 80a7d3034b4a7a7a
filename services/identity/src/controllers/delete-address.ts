import { changeRecord } from '#libs/gateways';
import type { AddressRepository } from '../gateways/address-repository.ts';
import { withoutAddress } from '../models/address-book.ts';

interface Dependencies {
  readonly addresses: AddressRepository;
}

export async function deleteAddress(
  customerId: string,
  addressId: string,
  ifMatch: string | undefined,
  { addresses }: Dependencies,
): Promise<void> {
  await changeRecord({
    read: () => addresses.get(customerId),
    change: (book) => withoutAddress(book, addressId, ifMatch),
    replace: addresses.replace,
  });
}
