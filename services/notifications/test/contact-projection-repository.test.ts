import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { conflictingDynamoDb, runningCloud } from '#libs/testing';
import type { ContactProjectionRepository } from '../src/gateways/contact-projection-repository.ts';
import { dynamoDbContactProjectionRepository } from '../src/gateways/dynamodb-contact-projection-repository.ts';
import { inMemoryContactProjectionRepository } from './in-memory-contact-projection-repository.ts';

const cloud = runningCloud();
const client = conflictingDynamoDb();
const onDynamoDb = async () =>
  dynamoDbContactProjectionRepository(await cloud.ref('notifications', 'ContactProjectionsTable'), client);

const orderContact = () => ({
  orderId: newId('ord'),
  email: 'ada@example.com',
  titles: [{ productId: newId('prd'), title: 'Tea' }],
  expiresAt: Math.floor(Date.now() / 1000) + 3_600,
});

describe.each<[string, () => Promise<ContactProjectionRepository>]>([
  ['on DynamoDB with conflicts', onDynamoDb],
  ['in memory', async () => inMemoryContactProjectionRepository()],
])('a contact projection repository %s', (_, open) => {
  it('keeps the first contact of an order', async () => {
    const contacts = await open();
    const contact = orderContact();
    await contacts.insertOrderContact(contact);
    await contacts.insertOrderContact({ ...contact, email: 'eve@example.com' });
    expect(await contacts.findOrderContact(contact.orderId)).toEqual(contact);
    expect(await contacts.hasOrderContact(contact.orderId)).toBe(true);
  });

  it('keeps customers separate from orders', async () => {
    const contacts = await open();
    const contact = { customerId: randomUUID(), email: 'ada@example.com' };
    await contacts.insertCustomerContact(contact);
    await contacts.insertCustomerContact({ ...contact, email: 'eve@example.com' });
    expect(await contacts.findCustomerContact(contact.customerId)).toEqual(contact);
  });

  it('returns undefined for an unknown order or customer', async () => {
    const contacts = await open();
    expect(await contacts.findOrderContact(newId('ord'))).toBeUndefined();
    expect(await contacts.hasOrderContact(newId('ord'))).toBe(false);
    expect(await contacts.findCustomerContact(randomUUID())).toBeUndefined();
  });
});
