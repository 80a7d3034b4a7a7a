import type { EventOf, OrderPlaced } from '#libs/contracts';
import { newId } from '#libs/models';

/** An order as it is told once it stands: two lines, three pieces. */
export function placedOrder(): EventOf<typeof OrderPlaced> {
  const orderId = newId('ord');
  return {
    id: 'event-1',
    type: 'OrderPlaced',
    version: 1,
    source: 'orders',
    subject: orderId,
    revision: 2,
    occurredAt: '2030-01-01T12:00:00.000Z',
    correlationId: 'c-1',
    data: {
      orderId,
      customerId: 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001',
      email: 'ada@example.com',
      shippingAddress: {
        name: 'Ada',
        line1: '1 Main St',
        city: 'Berlin',
        postalCode: '10115',
        country: 'DE',
      },
      shippingOption: 'standard',
      lineItems: [
        { productId: newId('prd'), quantity: 2, title: 'Tea', unitPrice: 1000, total: 2000 },
        { productId: newId('prd'), quantity: 1, title: 'Pot', unitPrice: 3500, total: 3500 },
      ],
      totals: { subtotal: 5500, discount: 0, shipping: 490, tax: 0, total: 5990 },
      currency: 'EUR',
      placedAt: '2030-01-01T12:00:00.000Z',
    },
  };
}
