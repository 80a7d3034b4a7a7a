import { describe, expect, it } from '@jest/globals';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { dynamoDbAddressRepository } from '../gateways/dynamodb-address-repository.ts';
import type { AddressBook } from '../models/address-book.ts';
import { createAddress } from './create-address.ts';
import { deleteAddress } from './delete-address.ts';
import { getAddress } from './get-address.ts';
import { listAddresses } from './list-addresses.ts';
import { replaceAddress } from './replace-address.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };
const setup = () => ({
  addresses: dynamoDbAddressRepository('', inMemoryRecordRepository<AddressBook>(['customerId'])),
  now: fixedClock(),
});

describe('addresses', () => {
  it('can be created, read and listed', async () => {
    const deps = setup();
    const address = await createAddress('ada', home, deps);
    expect(address.addressId).toMatch(/^adr_[0-9a-z]{36}$/);
    expect(await getAddress('ada', address.addressId, deps)).toEqual(address);
    expect(await listAddresses('ada', { limit: 20 }, deps)).toEqual({ items: [address] });
  });

  it('are all kept when concurrent requests create them, also the first ones', async () => {
    const deps = setup();
    await Promise.all(['a', 'b', 'c'].map((city) => createAddress('ada', { ...home, city }, deps)));
    const { items } = await listAddresses('ada', { limit: 20 }, deps);
    expect(items.map(({ city }) => city).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('are not found by another customer', async () => {
    const deps = setup();
    const { addressId } = await createAddress('ada', home, deps);
    const notFound = { kind: 'not-found', code: 'address.not-found' };
    await expect(getAddress('bob', addressId, deps)).rejects.toMatchObject(notFound);
    await expect(deleteAddress('bob', addressId, undefined, deps)).rejects.toMatchObject(notFound);
    const replacement = { addressId, input: home, ifMatch: undefined };
    await expect(replaceAddress('bob', replacement, deps)).rejects.toMatchObject(notFound);
    expect(await listAddresses('bob', { limit: 20 }, deps)).toEqual({ items: [] });
  });

  it('honor If-Match when they are replaced or deleted', async () => {
    const deps = setup();
    const { addressId } = await createAddress('ada', home, deps);
    const replaced = await replaceAddress(
      'ada',
      { addressId, input: { ...home, city: 'Kiel' }, ifMatch: '"1"' },
      deps,
    );
    expect(replaced).toMatchObject({ city: 'Kiel', version: 2 });
    const stale = { kind: 'precondition-failed', code: 'record.changed' };
    await expect(deleteAddress('ada', addressId, '"1"', deps)).rejects.toMatchObject(stale);
    await deleteAddress('ada', addressId, '"2"', deps);
    expect(await listAddresses('ada', { limit: 20 }, deps)).toEqual({ items: [] });
  });
});
