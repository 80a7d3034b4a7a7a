import type {
  EventContract,
  EventEnvelope,
  EventOf,
  OrderCanceled,
  OrderPlaced,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import { newId } from '#libs/models';

type Data<C extends EventContract> = EventOf<C>['data'];

const envelope = (type: string, source: string, subject: string, data: unknown): EventEnvelope => ({
  id: newId('evt'),
  type,
  version: 1,
  source,
  subject,
  revision: 1,
  occurredAt: '2030-01-01T12:00:00.000Z',
  correlationId: 'test',
  data,
});

export const product = 'prd_000000000000000000000000000000000001';
const email = 'ada@example.com';

export function orderPlaced(over: Partial<Data<typeof OrderPlaced>> = {}) {
  const orderId = over.orderId ?? newId('ord');
  const data: Data<typeof OrderPlaced> = {
    orderId,
    customerId: '0b0e7a43-5a1f-4c5e-9d0a-6f4f5a1b2c3d',
    email,
    shippingAddress: { name: 'Ada', line1: '1 Main St', city: 'Berlin', postalCode: '10115', country: 'DE' },
    shippingOption: 'standard',
    lineItems: [{ productId: product, quantity: 2, title: 'Mug', unitPrice: 1250, total: 2500 }],
    totals: { subtotal: 2500, discount: 0, shipping: 490, tax: 399, total: 2990 },
    currency: 'EUR',
    placedAt: '2030-01-01T12:00:00.000Z',
    ...over,
  };
  return envelope('OrderPlaced', 'orders', orderId, data) as EventOf<typeof OrderPlaced>;
}

export const orderCanceled = (orderId: string, canceledAt = '2030-01-01T13:00:00.000Z') =>
  envelope('OrderCanceled', 'orders', orderId, {
    orderId,
    email,
    reason: 'too late',
    canceledAt,
    refunded: { amount: 0, currency: 'EUR' },
  }) as EventOf<typeof OrderCanceled>;

export const paymentRefunded = (orderId: string, refundedTotal: number, amount = refundedTotal) =>
  envelope('PaymentRefunded', 'payments', newId('pay'), {
    paymentId: newId('pay'),
    orderId,
    amount: { amount, currency: 'EUR' },
    refundedTotal: { amount: refundedTotal, currency: 'EUR' },
    isFullyRefunded: false,
  }) as EventOf<typeof PaymentRefunded>;

const shipment = (orderId: string, shipmentId: string, quantity: number) => ({
  shipmentId,
  orderId,
  email,
  lineItems: [{ productId: product, quantity }],
  carrier: 'DHL',
  trackingNumber: 'T1',
  dispatchedAt: '2030-01-02T08:00:00.000Z',
});

export const shipmentDispatched = (orderId: string, shipmentId: string, quantity: number) =>
  envelope(
    'ShipmentDispatched',
    'fulfillment',
    shipmentId,
    shipment(orderId, shipmentId, quantity),
  ) as EventOf<typeof ShipmentDispatched>;

export const shipmentDelivered = (orderId: string, shipmentId: string, quantity: number) =>
  envelope('ShipmentDelivered', 'fulfillment', shipmentId, {
    ...shipment(orderId, shipmentId, quantity),
    deliveredAt: '2030-01-03T08:00:00.000Z',
  }) as EventOf<typeof ShipmentDelivered>;
