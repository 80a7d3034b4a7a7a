import type {
  CheckoutSubmitted,
  CustomerRegistered,
  EventEnvelope,
  EventOf,
  OrderCanceled,
  OrderPlaced,
  PaymentCaptured,
  PaymentFailed,
  PaymentRefunded,
  ShipmentDelivered,
  ShipmentDispatched,
} from '#libs/contracts';
import { newId } from '#libs/models';

/** The time at which all test events occur. */
export const NOON = '2030-01-01T12:00:00.000Z';

/**
 * Creates the events that the services publish about one purchase, by name: Ada buys three units of two products for
 * EUR 59.90. Each call uses new ids.
 */
export function purchaseEvents() {
  const orderId = newId('ord', Date.parse(NOON));
  const customerId = 'f3c5b4a6-2d0e-4b57-9a77-0c6a52e1a001';
  const [tea, pot] = [newId('prd'), newId('prd')];
  const customer = { orderId, customerId, email: 'ada@example.com' };
  const amount = { amount: 5990, currency: 'EUR' };
  const payment = { paymentId: newId('pay'), orderId };
  const order = {
    shippingAddress: {
      name: 'Ada',
      line1: '1 Main St',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    },
    shippingOption: 'standard',
    lineItems: [
      { productId: tea, quantity: 2, title: 'Tea & <Leaves>', unitPrice: 1000, total: 2000 },
      { productId: pot, quantity: 1, title: 'Pot', unitPrice: 3500, total: 3500 },
    ],
    totals: { subtotal: 5500, discount: 0, shipping: 490, tax: 0, total: 5990 },
    currency: 'EUR',
  };
  const shipment = {
    ...customer,
    shipmentId: newId('shp'),
    lineItems: [{ productId: tea, quantity: 2 }],
    carrier: 'DHL',
    trackingNumber: 'JD0001',
    dispatchedAt: '2030-01-02T09:00:00.000Z',
  };
  const sessionId = newId('chk');

  return {
    ...customer,
    registered: event<EventOf<typeof CustomerRegistered>>('CustomerRegistered', customerId, {
      customerId,
      email: customer.email,
    }),
    submitted: event<EventOf<typeof CheckoutSubmitted>>('CheckoutSubmitted', sessionId, {
      ...customer,
      ...order,
      sessionId,
      encryptedPaymentToken: 'dG9rZW4=',
    }),
    placed: event<EventOf<typeof OrderPlaced>>('OrderPlaced', orderId, {
      ...customer,
      ...order,
      placedAt: NOON,
    }),
    canceled: event<EventOf<typeof OrderCanceled>>('OrderCanceled', orderId, {
      ...customer,
      reason: 'changed my mind',
      canceledAt: NOON,
      refunded: amount,
    }),
    captured: event<EventOf<typeof PaymentCaptured>>('PaymentCaptured', payment.paymentId, {
      ...payment,
      amount,
    }),
    failed: event<EventOf<typeof PaymentFailed>>('PaymentFailed', payment.paymentId, {
      ...payment,
      amount,
      code: 'payment.declined',
    }),
    refunded: event<EventOf<typeof PaymentRefunded>>('PaymentRefunded', payment.paymentId, {
      ...payment,
      amount,
      refundedTotal: amount,
      isFullyRefunded: true,
    }),
    dispatched: event<EventOf<typeof ShipmentDispatched>>(
      'ShipmentDispatched',
      shipment.shipmentId,
      shipment,
    ),
    delivered: event<EventOf<typeof ShipmentDelivered>>('ShipmentDelivered', shipment.shipmentId, {
      ...shipment,
      deliveredAt: '2030-01-03T10:00:00.000Z',
    }),
  };
}

let last = 0;
const event = <E extends EventEnvelope>(type: E['type'], subject: string, data: E['data']): E =>
  ({
    id: `event-${++last}`,
    type,
    version: 1,
    source: 'elsewhere',
    subject,
    revision: 1,
    occurredAt: NOON,
    correlationId: 'c-1',
    data,
  }) as E;
