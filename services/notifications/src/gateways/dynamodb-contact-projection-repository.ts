import { documentClient, isConditionFailure } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CustomerContact, OrderContact } from '../models/contact.ts';
import type { ContactProjectionRepository } from './contact-projection-repository.ts';

/** One table, keyed by order id or customer id; the id formats do not overlap. */
export function dynamoDbContactProjectionRepository(
  tableName: string,
  client: DynamoDBDocumentClient = documentClient(),
): ContactProjectionRepository {
  const insert = async (contactId: string, contact: OrderContact | CustomerContact) => {
    const put = new PutCommand({
      TableName: tableName,
      Item: { contactId, ...contact, version: 1, correlationId: correlationId() },
      ConditionExpression: 'attribute_not_exists(contactId)',
    });
    await client.send(put).catch((error: unknown) => {
      if (!isConditionFailure(error)) throw error;
    });
  };
  const find = async (contactId: string) => {
    const key = { TableName: tableName, Key: { contactId }, ConsistentRead: true };
    const { Item } = await client.send(new GetCommand(key));
    if (!Item) return undefined;
    const { contactId: _, version: _version, correlationId: _correlationId, ...contact } = Item;
    return contact;
  };

  return {
    insertOrderContact: (contact) => insert(contact.orderId, contact),
    findOrderContact: async (orderId) => (await find(orderId)) as OrderContact | undefined,
    insertCustomerContact: (contact) => insert(contact.customerId, contact),
    findCustomerContact: async (customerId) => (await find(customerId)) as CustomerContact | undefined,
  };
}
