import type { Item, NewItem } from './item.ts';

const details: NewItem = {
  lineItems: [
    { productId: 'prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5', quantity: 2 },
    { productId: 'prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p6', quantity: 1 },
    { productId: 'prd_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p7', quantity: 5 },
  ],
  email: 'ada.lovelace@example.com',
  shippingAddress: {
    name: 'Ada Lovelace',
    line1: '12 St James’s Square',
    city: 'London',
    postalCode: 'SW1Y 4JH',
    country: 'GB',
  },
  discountCodes: ['WELCOME-10'],
};

/** What every stack of the benchmark does for a GET: no network, so that only the stack is measured. */
export const getItem = (itemId: string): Item => ({
  itemId,
  version: 3,
  status: 'open',
  createdAt: '2030-01-01T12:00:00.000Z',
  ...details,
});

/** What every stack of the benchmark does for a POST. */
export const createItem = (body: NewItem, itemId: string, at: Date): Item => ({
  itemId,
  version: 1,
  status: 'open',
  createdAt: at.toISOString(),
  ...body,
});
