import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Contacts } from '../src/gateways/contacts.ts';
import { dynamoDbContacts } from '../src/gateways/dynamodb-contacts.ts';
import { inMemoryContacts } from './in-memory-contacts.ts';

const cloud = runningCloud();
const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
const onDynamoDb = async () => dynamoDbContacts(await cloud.ref('notifications', 'ContactsTable'), client);

const orderContact = () => ({
  orderId: newId('ord'),
  email: 'ada@example.com',
  titles: [{ productId: newId('prd'), title: 'Tea' }],
  expiresAt: Math.floor(Date.now() / 1000) + 3_600,
});

describe.each<[string, () => Promise<Contacts>]>([
  ['on DynamoDB', onDynamoDb],
  ['in memory', async () => inMemoryContacts()],
])('contacts %s', (_, open) => {
  it('keep the first that is told of an order', async () => {
    const contacts = await open();
    const contact = orderContact();
    await contacts.keepOrder(contact);
    await contacts.keepOrder({ ...contact, email: 'eve@example.com' });
    expect(await contacts.ofOrder(contact.orderId)).toEqual(contact);
  });

  it('keep customers apart from orders', async () => {
    const contacts = await open();
    const contact = { customerId: randomUUID(), email: 'ada@example.com' };
    await contacts.keepCustomer(contact);
    await contacts.keepCustomer({ ...contact, email: 'eve@example.com' });
    expect(await contacts.ofCustomer(contact.customerId)).toEqual(contact);
  });

  it('know nobody whom nothing was heard of', async () => {
    const contacts = await open();
    expect(await contacts.ofOrder(newId('ord'))).toBeUndefined();
    expect(await contacts.ofCustomer(randomUUID())).toBeUndefined();
  });
});
