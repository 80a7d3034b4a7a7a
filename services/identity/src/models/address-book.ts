import { AppError } from '#libs/errors';
import { pageCursors, requireVersion, type Page, type PageQuery } from '#libs/models';
import type { AddressInput, SavedAddress } from './saved-address.ts';

/** All addresses of a customer, oldest first. They are one record, so that a conditional write enforces all rules. */
export interface AddressBook {
  readonly customerId: string;
  readonly addresses: readonly SavedAddress[];
}

// Families and offices need a dozen. The record stays far below DynamoDB's limit of 400 KB.
export const MAX_ADDRESSES = 20;

/** @throws AppError not-found `address.not-found` */
export function getSavedAddress({ addresses }: AddressBook, addressId: string): SavedAddress {
  const found = addresses.find((address) => address.addressId === addressId);
  if (!found) throw new AppError('not-found', 'address.not-found', { detail: 'The address does not exist.' });
  return found;
}

/** @throws AppError conflict `address.too-many` */
export function withAddress<B extends AddressBook>(book: B, addressId: string, input: AddressInput): B {
  if (book.addresses.length >= MAX_ADDRESSES)
    throw new AppError('conflict', 'address.too-many', {
      detail: `The limit of ${MAX_ADDRESSES} addresses is reached. Delete an address first.`,
    });
  const added = { ...input, addressId, isDefault: false, version: 1 };
  return withOneDefault(book, [...book.addresses, added], input.isDefault ? addressId : undefined);
}

/** @throws AppError not-found, or precondition-failed when If-Match has another version of the address */
export function withReplacedAddress<B extends AddressBook>(
  book: B,
  addressId: string,
  input: AddressInput,
  ifMatch: string | undefined,
): B {
  const current = getSavedAddress(book, addressId);
  requireVersion(current, ifMatch);
  const replaced = { ...input, addressId, isDefault: current.isDefault, version: current.version + 1 };
  const addresses = book.addresses.map((address) => (address === current ? replaced : address));
  return withOneDefault(book, addresses, input.isDefault ? addressId : undefined);
}

/** @throws AppError not-found, or precondition-failed when If-Match has another version of the address */
export function withoutAddress<B extends AddressBook>(
  book: B,
  addressId: string,
  ifMatch: string | undefined,
): B {
  const current = getSavedAddress(book, addressId);
  requireVersion(current, ifMatch);
  return withOneDefault(
    book,
    book.addresses.filter((address) => address !== current),
  );
}

export function paginateAddresses(
  { customerId, addresses }: AddressBook,
  { limit, cursor }: PageQuery,
): Page<SavedAddress> {
  const cursors = pageCursors('addresses', customerId);
  const after = cursor === undefined ? '' : String(cursors.open(cursor)['after']);
  // Ids sort by creation time, so the next page begins at the same place when the last address was deleted since.
  const remaining = addresses
    .filter(({ addressId }) => addressId > after)
    .toSorted((one, other) => (one.addressId < other.addressId ? -1 : 1));
  const items = remaining.slice(0, limit);
  const isLast = remaining.length <= limit;
  return isLast ? { items } : { items, nextCursor: cursors.seal({ after: items.at(-1)!.addressId }) };
}

/** Makes exactly one address the default: the requested one, else the current default, else the oldest. */
function withOneDefault<B extends AddressBook>(
  book: B,
  addresses: readonly SavedAddress[],
  requested?: string,
): B {
  const current = addresses.find(({ isDefault }) => isDefault) ?? addresses[0];
  const chosen = requested ?? current?.addressId;
  return {
    ...book,
    addresses: addresses.map((address) => {
      const isDefault = address.addressId === chosen;
      if (address.isDefault === isDefault) return address;
      // A new address starts at version 1, also as the default.
      const isNew = !book.addresses.some(({ addressId }) => addressId === address.addressId);
      return { ...address, isDefault, version: isNew ? 1 : address.version + 1 };
    }),
  };
}
