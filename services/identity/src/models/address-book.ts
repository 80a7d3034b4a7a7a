import { AppError } from '#libs/errors';
import { decodeCursor, encodeCursor, requireVersion, type Page, type PageQuery } from '#libs/models';
import type { AddressInput, SavedAddress } from './saved-address.ts';

/** All addresses of a customer, in the order they were added: one record, so that its rules hold in one write. */
export interface AddressBook {
  readonly customerId: string;
  readonly addresses: readonly SavedAddress[];
}

// Families and offices need a dozen; the book stays far below the 400 KB that an item of DynamoDB may have.
export const MAX_ADDRESSES = 20;

/** @throws AppError not-found `address.not-found` */
export function addressIn({ addresses }: AddressBook, addressId: string): SavedAddress {
  const found = addresses.find((address) => address.addressId === addressId);
  if (!found)
    throw new AppError('not-found', 'address.not-found', { detail: 'You have no address of this id.' });
  return found;
}

/** @throws AppError conflict `address.too-many` */
export function withAddress<B extends AddressBook>(book: B, addressId: string, input: AddressInput): B {
  if (book.addresses.length >= MAX_ADDRESSES)
    throw new AppError('conflict', 'address.too-many', {
      detail: `You have ${MAX_ADDRESSES} addresses, the most there may be. Delete one first.`,
    });
  const added = { ...input, addressId, isDefault: false, version: 1 };
  return settled(book, [...book.addresses, added], input.isDefault ? addressId : undefined);
}

/** @throws AppError not-found, or precondition-failed when the client has seen another version of the address */
export function withReplaced<B extends AddressBook>(
  book: B,
  addressId: string,
  input: AddressInput,
  ifMatch: string | undefined,
): B {
  const current = addressIn(book, addressId);
  requireVersion(current, ifMatch);
  const replaced = { ...input, addressId, isDefault: current.isDefault, version: current.version + 1 };
  const addresses = book.addresses.map((address) => (address === current ? replaced : address));
  return settled(book, addresses, input.isDefault ? addressId : undefined);
}

/** @throws AppError not-found, or precondition-failed when the client has seen another version of the address */
export function withoutAddress<B extends AddressBook>(
  book: B,
  addressId: string,
  ifMatch: string | undefined,
): B {
  const current = addressIn(book, addressId);
  requireVersion(current, ifMatch);
  return settled(
    book,
    book.addresses.filter((address) => address !== current),
  );
}

export function pageOfAddresses(
  { addresses }: AddressBook,
  { limit, cursor }: PageQuery,
): Page<SavedAddress> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor)['after'];
  const start = addresses.findIndex(({ addressId }) => addressId === after) + 1;
  const items = addresses.slice(start, start + limit);
  const isLast = start + limit >= addresses.length;
  return isLast ? { items } : { items, nextCursor: encodeCursor({ after: items.at(-1)!.addressId }) };
}

/** As long as there are addresses, exactly one is the default: the one asked for, else the present one, else the oldest. */
function settled<B extends AddressBook>(book: B, addresses: readonly SavedAddress[], wanted?: string): B {
  const present = addresses.find(({ isDefault }) => isDefault) ?? addresses[0];
  const chosen = wanted ?? present?.addressId;
  return {
    ...book,
    addresses: addresses.map((address) => {
      const isDefault = address.addressId === chosen;
      if (address.isDefault === isDefault) return address;
      // A new address is no other version of itself for being the default from the start.
      const isNew = !book.addresses.some(({ addressId }) => addressId === address.addressId);
      return { ...address, isDefault, version: isNew ? 1 : address.version + 1 };
    }),
  };
}
