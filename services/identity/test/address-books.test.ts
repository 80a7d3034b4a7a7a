import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbRecordRepository } from '#libs/gateways';
import { inMemoryRecordRepository, runningCloud } from '#libs/testing';
import { addressBooks, type AddressBooks } from '../src/gateways/address-books.ts';
import { withAddress, type AddressBook } from '../src/models/address-book.ts';

const home = { name: 'Ada', line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'DE' };

const onDynamoDb = async () => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const tableName = await cloud.ref('identity', 'AddressBooksTable');
  return addressBooks(dynamoDbRecordRepository<AddressBook>(tableName, ['customerId'], client));
};
const inMemory = async () => addressBooks(inMemoryRecordRepository<AddressBook>(['customerId']));

describe.each<[string, () => Promise<AddressBooks>]>([
  ['on DynamoDB', onDynamoDb],
  ['in memory', inMemory],
])('address books %s', (_, open) => {
  it('has an empty book for whoever has none', async () => {
    const books = await open();
    expect(await books.of('nobody')).toEqual({ customerId: 'nobody', addresses: [], version: 0 });
  });

  it('gives back what was written, one version after the other', async () => {
    const books = await open();
    const first = await books.replace(withAddress(await books.of(randomUUID()), 'a', home));
    expect(first.version).toBe(1);
    expect(await books.of(first.customerId)).toEqual(first);
    const second = await books.replace(withAddress(first, 'b', home));
    expect(await books.of(first.customerId)).toEqual(second);
  });

  it('lets one of two writers win, also when the book is new', async () => {
    const books = await open();
    const empty = await books.of(randomUUID());
    const lost = { kind: 'conflict', code: 'record.changed' };
    const first = await books.replace(empty);
    await expect(books.replace(empty)).rejects.toMatchObject(lost);
    await books.replace(first);
    await expect(books.replace(first)).rejects.toMatchObject(lost);
  });
});
