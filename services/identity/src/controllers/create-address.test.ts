import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { addressBooks } from '../gateways/address-books.ts';
import type { AddressBook } from '../models/address-book.ts';
import { createAddress } from './create-address.ts';
import { deleteAddress } from './delete-address.ts';
import { getAddress } from './get-address.ts';
import { listAddresses } from './list-addresses.ts';
import { replaceAddress } from './replace-address.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const needsOf = () => ({
  books: addressBooks(inMemoryRecordRepository<AddressBook>(['customerId'])),
  now: fixedClock(),
});

describe('the addresses of a customer', () => {
  it('are added, found and listed', async () => {
    const deps = needsOf();
    const address = await createAddress('ada', home, deps);
    expect(address.addressId).toMatch(/^adr_[0-9a-z]{36}$/);
    expect(await getAddress('ada', address.addressId, deps)).toEqual(address);
    expect(await listAddresses('ada', { limit: 20 }, deps)).toEqual({ items: [address] });
  });

  it('all stay when several are added at once, also to a new book', async () => {
    const deps = needsOf();
    await Promise.all(['a', 'b', 'c'].map((city) => createAddress('ada', { ...home, city }, deps)));
    const { items } = await listAddresses('ada', { limit: 20 }, deps);
    expect(items.map(({ city }) => city).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('are nobody else’s', async () => {
    const deps = needsOf();
    const { addressId } = await createAddress('ada', home, deps);
    const unknown = { kind: 'not-found', code: 'address.not-found' };
    await expect(getAddress('bob', addressId, deps)).rejects.toMatchObject(unknown);
    await expect(deleteAddress('bob', addressId, undefined, deps)).rejects.toMatchObject(unknown);
    const replacement = { addressId, input: home, ifMatch: undefined };
    await expect(replaceAddress('bob', replacement, deps)).rejects.toMatchObject(unknown);
    expect(await listAddresses('bob', { limit: 20 }, deps)).toEqual({ items: [] });
  });

  it('are replaced and deleted only in the version that was seen', async () => {
    const deps = needsOf();
    const { addressId } = await createAddress('ada', home, deps);
    const transition = await replaceAddress(
      'ada',
      { addressId, input: { ...home, city: 'Kiel' }, ifMatch: '"1"' },
      deps,
    );
    expect(transition).toMatchObject({ city: 'Kiel', version: 2 });
    const stale = { kind: 'precondition-failed', code: 'record.changed' };
    await expect(deleteAddress('ada', addressId, '"1"', deps)).rejects.toMatchObject(stale);
    await deleteAddress('ada', addressId, '"2"', deps);
    expect(await listAddresses('ada', { limit: 20 }, deps)).toEqual({ items: [] });
  });
});
