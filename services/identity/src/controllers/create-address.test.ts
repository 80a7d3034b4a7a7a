import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordTable } from '#libs/testing';
import { addressBooks } from '../gateways/address-books.ts';
import type { AddressBook } from '../models/address-book.ts';
import { createAddress } from './create-address.ts';
import { deleteAddress } from './delete-address.ts';
import { getAddress } from './get-address.ts';
import { listAddresses } from './list-addresses.ts';
import { replaceAddress } from './replace-address.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const needsOf = () => ({
  books: addressBooks(inMemoryRecordTable<AddressBook>(['customerId'])),
  now: fixedClock(),
});

describe('the addresses of a customer', () => {
  it('are added, found and listed', async () => {
    const needs = needsOf();
    const address = await createAddress('ada', home, needs);
    expect(address.addressId).toMatch(/^adr_[0-9a-z]{36}$/);
    expect(await getAddress('ada', address.addressId, needs)).toEqual(address);
    expect(await listAddresses('ada', { limit: 20 }, needs)).toEqual({ items: [address] });
  });

  it('all stay when several are added at once, also to a new book', async () => {
    const needs = needsOf();
    await Promise.all(['a', 'b', 'c'].map((city) => createAddress('ada', { ...home, city }, needs)));
    const { items } = await listAddresses('ada', { limit: 20 }, needs);
    expect(items.map(({ city }) => city).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('are nobody else’s', async () => {
    const needs = needsOf();
    const { addressId } = await createAddress('ada', home, needs);
    const unknown = { kind: 'not-found', code: 'address.not-found' };
    await expect(getAddress('bob', addressId, needs)).rejects.toMatchObject(unknown);
    await expect(deleteAddress('bob', addressId, undefined, needs)).rejects.toMatchObject(unknown);
    const replacement = { addressId, input: home, ifMatch: undefined };
    await expect(replaceAddress('bob', replacement, needs)).rejects.toMatchObject(unknown);
    expect(await listAddresses('bob', { limit: 20 }, needs)).toEqual({ items: [] });
  });

  it('are replaced and deleted only in the version that was seen', async () => {
    const needs = needsOf();
    const { addressId } = await createAddress('ada', home, needs);
    const moved = await replaceAddress(
      'ada',
      { addressId, input: { ...home, city: 'Kiel' }, ifMatch: '"1"' },
      needs,
    );
    expect(moved).toMatchObject({ city: 'Kiel', version: 2 });
    const stale = { kind: 'precondition-failed', code: 'record.changed' };
    await expect(deleteAddress('ada', addressId, '"1"', needs)).rejects.toMatchObject(stale);
    await deleteAddress('ada', addressId, '"2"', needs);
    expect(await listAddresses('ada', { limit: 20 }, needs)).toEqual({ items: [] });
  });
});
