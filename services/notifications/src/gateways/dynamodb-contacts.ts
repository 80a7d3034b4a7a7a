import { documentClient, isConditionFailure } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CustomerContact, OrderContact } from '../models/contact.ts';
import type { Contacts } from './contacts.ts';

/** Contacts in one table, keyed by the id of the order or the customer; the ids' forms keep them apart. */
export function dynamoDbContacts(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): Contacts {
  const keep = async (contactOf: string, contact: OrderContact | CustomerContact) => {
    const put = new PutCommand({
      TableName: tableName,
      Item: { contactOf, ...contact, version: 1, correlationId: correlationId() },
      ConditionExpression: 'attribute_not_exists(contactOf)',
    });
    await client.send(put).catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
  };
  const read = async (contactOf: string) => {
    const key = { TableName: tableName, Key: { contactOf }, ConsistentRead: true };
    const { Item } = await client.send(new GetCommand(key));
    if (!Item) return undefined;
    const { contactOf: _, version: _version, correlationId: _correlationId, ...contact } = Item;
    return contact;
  };

  return {
    keepOrder: (contact) => keep(contact.orderId, contact),
    ofOrder: async (orderId) => (await read(orderId)) as OrderContact | undefined,
    keepCustomer: (contact) => keep(contact.customerId, contact),
    ofCustomer: async (customerId) => (await read(customerId)) as CustomerContact | undefined,
  };
}
