import { documentClient, isConditionFailure } from '#libs/gateways';
import { correlationId } from '#libs/logging';
import type { DynamoDbClient } from '#libs/aws';
import type { CustomerContact, OrderContact } from '../models/contact.ts';
import type { ContactProjectionRepository } from './contact-projection-repository.ts';

/** One table, keyed by order id or customer id; the id formats do not overlap. */
export function dynamoDbContactProjectionRepository(
  tableName: string,
  client: DynamoDbClient = documentClient(),
): ContactProjectionRepository {
  const insert = async (contactId: string, contact: OrderContact | CustomerContact) => {
    await client
      .put({
        TableName: tableName,
        Item: { contactId, ...contact, version: 1, correlationId: correlationId() },
        ConditionExpression: 'attribute_not_exists(contactId)',
      })
      .catch((error: unknown) => {
        if (!isConditionFailure(error)) throw error;
      });
  };
  const find = async (contactId: string) => {
    const key = { TableName: tableName, Key: { contactId }, ConsistentRead: true };
    const { Item } = await client.get(key);
    if (!Item) return undefined;
    const { contactId: _, version: _version, correlationId: _correlationId, ...contact } = Item;
    return contact;
  };

  return {
    insertOrderContact: (contact) => insert(contact.orderId, contact),
    async hasOrderContact(orderId) {
      const { Item } = await client.get({ TableName: tableName, Key: { contactId: orderId } });
      return Item !== undefined;
    },
    findOrderContact: async (orderId) => (await find(orderId)) as OrderContact | undefined,
    insertCustomerContact: (contact) => insert(contact.customerId, contact),
    findCustomerContact: async (customerId) => (await find(customerId)) as CustomerContact | undefined,
  };
}
