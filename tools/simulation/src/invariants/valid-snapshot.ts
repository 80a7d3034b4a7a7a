import { emptySnapshot, type Snapshot } from './snapshot.ts';

/** A product with ten units, of which an order sold two and a canceled order returned one. For tests. */
export function validSnapshot(): Snapshot {
  const [sold, canceled] = ['ord_sold', 'ord_canceled'] as const;
  const order = { customerId: 'ada', placedAt: '2030-01-01T12:00:00.000Z', totals: { total: 2000 } };
  const units = (quantity: number) => [{ productId: 'prd_tea', quantity }];
  const move = (kind: 'order' | 'payment', id: string, statuses: readonly string[]) =>
    statuses.map((status, index) => ({
      kind,
      id,
      ...(index > 0 && { before: { status: statuses[index - 1]!, version: index } }),
      after: { status, version: index + 1 },
    }));
  const event = (type: string, orderId: string, data: object = {}) => ({
    id: `evt_${type}_${orderId}`,
    type,
    subject: orderId,
    revision: 1,
    data: { orderId, ...data },
  });
  const email = { channel: 'email', name: 'order-placed', change: sold, recipient: 'ada' } as const;
  const request = {
    operation: 'POST /checkout/sessions/chk_1/complete',
    callerId: 'ada',
    key: 'key-1',
    body: 'tok_success',
    answer: { content: sold },
  };
  return {
    ...emptySnapshot,
    stock: [{ productId: 'prd_tea', available: 8, holds: { [`${sold}.a`]: 2 } }],
    adjustments: [{ productId: 'prd_tea', quantity: 10 }],
    reservations: [
      { orderId: sold, status: 'committed', lineItems: [{ ...units(2)[0]!, holdId: `${sold}.a` }] },
      { orderId: canceled, status: 'restocked', lineItems: [{ ...units(1)[0]!, holdId: `${canceled}.b` }] },
    ],
    sessions: [
      {
        sessionId: 'chk_1',
        status: 'completed',
        customerId: 'ada',
        attempts: [{ orderId: sold, key: 'key-1' }],
      },
      {
        sessionId: 'chk_2',
        status: 'completed',
        customerId: 'ada',
        attempts: [{ orderId: canceled, key: 'key-1' }],
      },
    ],
    orders: [
      { ...order, orderId: sold, status: 'placed', lineItems: units(2), refundedTotal: 0 },
      { ...order, orderId: canceled, status: 'canceled', lineItems: units(1), refundedTotal: 2000 },
    ],
    payments: [
      {
        orderId: sold,
        status: 'captured',
        customerId: 'ada',
        amount: { amount: 2000, currency: 'EUR' },
        refundedTotal: 0,
      },
      {
        orderId: canceled,
        status: 'refunded',
        customerId: 'ada',
        amount: { amount: 2000, currency: 'EUR' },
        refundedTotal: 2000,
      },
    ],
    charges: [
      { chargeId: 'ch_1', orderId: sold, status: 'captured', authorized: 2000, captured: 2000, refunded: 0 },
      {
        chargeId: 'ch_2',
        orderId: canceled,
        status: 'refunded',
        authorized: 2000,
        captured: 2000,
        refunded: 2000,
      },
    ],
    fulfillments: [
      { orderId: sold, status: 'open' },
      { orderId: canceled, status: 'canceled' },
    ],
    shipments: [
      { shipmentId: 'shp_1', orderId: sold, status: 'pending', customerId: 'ada', lineItems: units(2) },
      { shipmentId: 'shp_2', orderId: canceled, status: 'canceled', customerId: 'ada', lineItems: units(1) },
    ],
    events: [
      event('OrderPlaced', sold),
      event('OrderPlaced', canceled),
      event('OrderCanceled', canceled),
      event('PaymentRefunded', canceled),
      {
        id: 'evt_s1',
        type: 'StockChanged',
        subject: 'prd_tea',
        revision: 2,
        data: { productId: 'prd_tea', available: 7 },
      },
      {
        id: 'evt_s2',
        type: 'StockChanged',
        subject: 'prd_tea',
        revision: 3,
        data: { productId: 'prd_tea', available: 8 },
      },
    ],
    notifications: [{ ...email, isRecorded: true, customerId: 'ada' }],
    expectedNotifications: [email],
    changes: [
      ...move('order', sold, ['placed']),
      ...move('order', canceled, ['placed', 'canceling', 'canceled']),
      ...move('payment', sold, ['authorizing', 'authorized', 'captured']),
    ],
    requests: [
      request,
      request,
      { ...request, body: 'tok_other', answer: { code: 'idempotency.key-reused', content: '' } },
    ],
    accesses: [{ resource: `GET order ${sold}`, callerId: 'ada', ownerId: 'ada' }],
  };
}
