import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dynamoDbRecordRepository } from '#libs/gateways';
import { conflictingDynamoDb, inMemoryRecordRepository, runningCloud } from '#libs/testing';
import type { AddressRepository } from '../src/gateways/address-repository.ts';
import { dynamoDbAddressRepository } from '../src/gateways/dynamodb-address-repository.ts';
import { withAddress, type AddressBook } from '../src/models/address-book.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };

const createDynamoDb = async () => {
  const cloud = runningCloud();
  const client = conflictingDynamoDb();
  const tableName = await cloud.ref('identity', 'AddressesTable');
  return dynamoDbAddressRepository(
    tableName,
    dynamoDbRecordRepository<AddressBook>(tableName, ['customerId'], client),
  );
};
const createInMemory = async () =>
  dynamoDbAddressRepository('', inMemoryRecordRepository<AddressBook>(['customerId']));

describe.each<[string, () => Promise<AddressRepository>]>([
  ['on DynamoDB with conflicts', createDynamoDb],
  ['in memory', createInMemory],
])('the address repository %s', (_, create) => {
  it('returns an empty address book for a customer without one', async () => {
    const addresses = await create();
    expect(await addresses.get('unknown')).toEqual({ customerId: 'unknown', addresses: [], version: 0 });
  });

  it('returns each version that was written', async () => {
    const addresses = await create();
    const first = await addresses.replace(withAddress(await addresses.get(randomUUID()), 'a', home));
    expect(first.version).toBe(1);
    expect(await addresses.get(first.customerId)).toEqual(first);
    const second = await addresses.replace(withAddress(first, 'b', home));
    expect(await addresses.get(first.customerId)).toEqual(second);
  });

  it('rejects the second of two concurrent writes, also of a new address book', async () => {
    const addresses = await create();
    const empty = await addresses.get(randomUUID());
    const changed = { kind: 'conflict', code: 'record.changed' };
    const first = await addresses.replace(empty);
    await expect(addresses.replace(empty)).rejects.toMatchObject(changed);
    await addresses.replace(first);
    await expect(addresses.replace(first)).rejects.toMatchObject(changed);
  });
});
