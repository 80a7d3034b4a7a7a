import type { Snapshot } from './index.ts';

type Plant = (valid: Snapshot) => Partial<Snapshot>;
/** The items with a changed first one. */
export const first = <T>([head, ...rest]: readonly T[], changes: Partial<T>): T[] => [
  { ...head!, ...changes },
  ...rest,
];
const last = <T>(items: readonly T[], changes: Partial<T>): T[] => [
  ...items.slice(0, -1),
  { ...items.at(-1)!, ...changes },
];

/** What is wrong in a snapshot, by invariant. */
export const plantedViolations: Readonly<Record<string, Readonly<Record<string, Plant>>>> = {
  'stock adds up': {
    'a unit that no customer bought is gone': ({ stock }) => ({ stock: first(stock, { available: 7 }) }),
    'a restocked unit was returned twice': ({ stock }) => ({ stock: first(stock, { available: 9 }) }),
    'a hold took units without a reservation': ({ stock }) => ({
      stock: first(stock, { holds: { 'ord_lost.c': 1 } }),
    }),
    'stock appears without an adjustment': ({ adjustments }) => ({ adjustments: adjustments.slice(1) }),
  },
  'never negative': {
    'more units were sold than there were': ({ stock }) => ({ stock: first(stock, { available: -1 }) }),
    'a hold has fewer than no units': ({ stock }) => ({
      stock: first(stock, { holds: { 'ord_sold.a': -2 } }),
    }),
    'a reservation has fewer than no units': ({ reservations }) => ({
      reservations: first(reservations, { lineItems: [{ productId: 'prd_tea', quantity: -1, holdId: 'x' }] }),
    }),
    'a refund has fewer than no minor units': ({ payments }) => ({
      payments: first(payments, { refundedTotal: -1 }),
    }),
    'a charge is negative': ({ charges }) => ({ charges: first(charges, { captured: -1 }) }),
  },
  'one charge per order': {
    'an order was charged twice': ({ charges }) => ({
      charges: [...charges, { ...charges[0]!, chargeId: 'ch_3' }],
    }),
    'an order has a second authorization': ({ charges }) => ({
      charges: [...charges, { ...charges[0]!, chargeId: 'ch_3', status: 'authorized', captured: 0 }],
    }),
  },
  'captured within authorized': {
    'more was captured than authorized': ({ charges }) => ({ charges: first(charges, { captured: 2001 }) }),
    'more was captured than the order costs': ({ orders }) => ({
      orders: first(orders, { totals: { total: 1999 } }),
    }),
  },
  'refunded within captured': {
    'the provider refunded more than it captured': ({ charges }) => ({
      charges: last(charges, { refunded: 2001 }),
    }),
    'the payment records more than its amount': ({ payments }) => ({
      payments: last(payments, { refundedTotal: 2001 }),
    }),
    'the payment records a refund that was not made': ({ charges }) => ({
      charges: last(charges, { refunded: 0 }),
    }),
    'the order records more than its payment': ({ orders }) => ({
      orders: last(orders, { refundedTotal: 2001 }),
    }),
  },
  'same key, same answer': {
    'a repetition created another order': ({ requests }) => ({
      requests: [...requests, { ...requests[0]!, answer: { content: 'ord_2' } }],
    }),
    'a repetition was refused': ({ requests }) => ({
      requests: [...requests, { ...requests[0]!, answer: { code: 'checkout.not-open', content: '' } }],
    }),
    'a session has two orders under one key': ({ sessions }) => ({
      sessions: first(sessions, {
        attempts: [
          { orderId: 'ord_sold', key: 'key-1', failure: { code: 'payment.declined' } },
          { orderId: 'ord_sold', key: 'key-1' },
        ],
      }),
    }),
  },
  'other body refused': {
    'another body was accepted': ({ requests }) => ({
      requests: last(requests, { answer: { content: 'ord_2' } }),
    }),
    'another body got the answer of the first': ({ requests }) => ({
      requests: last(requests, { answer: { content: 'ord_sold' } }),
    }),
    'another body was refused for another reason': ({ requests }) => ({
      requests: last(requests, { answer: { code: 'checkout.not-open', content: '' } }),
    }),
  },
  'paid means fulfilled or refunded': {
    'a paid order does not exist': ({ orders }) => ({ orders: orders.slice(1) }),
    'a paid order was rejected': ({ orders }) => ({
      orders: first(orders, { status: 'rejected', placedAt: undefined }),
    }),
    'a canceled order was not refunded': ({ charges }) => ({
      charges: last(charges, { refunded: 0, status: 'captured' }),
    }),
    'an order was placed without payment': ({ charges }) => ({ charges: charges.slice(1) }),
    'an authorization stays open': ({ charges }) => ({
      charges: first(charges, { status: 'authorized', captured: 0 }),
    }),
    'the cancellation of an order does not end': ({ orders }) => ({
      orders: first(orders, { status: 'canceling' }),
    }),
    'the record of a captured payment is voided': ({ payments }) => ({
      payments: first(payments, { status: 'voided' }),
    }),
    'a refund is not recorded': ({ payments }) => ({ payments: last(payments, { refundedTotal: 0 }) }),
    'a refund is not in the order': ({ orders }) => ({ orders: last(orders, { refundedTotal: 0 }) }),
    'a session does not end': ({ sessions }) => ({ sessions: first(sessions, { status: 'completing' }) }),
    'a session is open although its order was placed': ({ sessions }) => ({
      sessions: first(sessions, { status: 'open' }),
    }),
    'a paid order has no fulfillment': ({ fulfillments }) => ({ fulfillments: fulfillments.slice(1) }),
    'a paid order is not sent': ({ shipments }) => ({ shipments: first(shipments, { status: 'canceled' }) }),
    'an order is sent twice': ({ shipments }) => ({
      shipments: [...shipments, { ...shipments[0]!, shipmentId: 'shp_3' }],
    }),
    'a unit of an order is in no shipment': ({ shipments }) => ({
      shipments: first(shipments, { lineItems: [{ productId: 'prd_tea', quantity: 1 }] }),
    }),
    'the order does not become shipped': ({ shipments }) => ({
      shipments: first(shipments, { status: 'dispatched' }),
    }),
    'a delivery is not in the order': ({ shipments, orders }) => ({
      shipments: first(shipments, { status: 'delivered' }),
      orders: first(orders, { status: 'delivered', shipments: [{ shipmentId: 'shp_1' }] }),
    }),
    'a canceled order is sent': ({ shipments }) => ({ shipments: last(shipments, { status: 'dispatched' }) }),
    'goods of a refunded order can be sent': ({ charges, payments, orders }) => ({
      charges: first(charges, { status: 'refunded', refunded: 2000 }),
      payments: first(payments, { status: 'refunded', refundedTotal: 2000 }),
      orders: first(orders, { refundedTotal: 2000 }),
    }),
  },
  'reserved means claimed or released': {
    'a reservation is never decided': ({ reservations }) => ({
      reservations: first(reservations, { status: 'reserved' }),
    }),
    'a confirmed order has no reservation': ({ reservations }) => ({ reservations: reservations.slice(1) }),
    'a canceled order keeps its units': ({ reservations }) => ({
      reservations: last(reservations, { status: 'committed' }),
    }),
    'an order that does not exist keeps its units': ({ orders }) => ({ orders: orders.slice(1) }),
    'a crashed attempt keeps its units': ({ stock }) => ({
      stock: first(stock, { holds: { 'ord_sold.z': 1 } }),
    }),
  },
  'each change has an event, each effect happens once': {
    ...Object.fromEntries(
      ['OrderPlaced', 'OrderCanceled', 'PaymentRefunded'].map((missing): [string, Plant] => [
        `${missing} is not published`,
        ({ events }) => ({ events: events.filter(({ type }) => type !== missing) }),
      ]),
    ),
    'PaymentFailed is not published': ({ payments }) => ({
      payments: first(payments, { status: 'declined' }),
    }),
    'shipments are not published': ({ shipments }) => ({
      shipments: first(shipments, { status: 'delivered' }),
    }),
    'the last change of stock is not published': ({ events }) => ({ events: events.slice(0, -1) }),
    'a customer got an email twice': ({ notifications }) => ({
      notifications: [...notifications, ...notifications],
    }),
    'a customer got no email': () => ({ notifications: [] }),
  },
  'legal moves': {
    'a canceled order was placed again': ({ changes }) => ({
      changes: [
        ...changes,
        {
          kind: 'order',
          id: 'ord_canceled',
          before: { status: 'canceled', version: 3 },
          after: { status: 'placed', version: 4 },
        },
      ],
    }),
    'an order began as canceled': () => ({
      changes: [{ kind: 'order', id: 'ord_3', after: { status: 'canceled', version: 1 } }],
    }),
    'a version was skipped': ({ changes }) => ({
      changes: [
        ...changes,
        {
          kind: 'order',
          id: 'ord_sold',
          before: { status: 'placed', version: 1 },
          after: { status: 'canceling', version: 3 },
        },
      ],
    }),
    'a write was lost': ({ changes }) => ({
      changes: [
        ...changes,
        {
          kind: 'order',
          id: 'ord_sold',
          before: { status: 'placed', version: 1 },
          after: { status: 'canceling', version: 2 },
        },
        {
          kind: 'order',
          id: 'ord_sold',
          before: { status: 'placed', version: 1 },
          after: { status: 'shipped', version: 2 },
        },
      ],
    }),
    'a status is unknown': () => ({
      changes: [{ kind: 'order', id: 'ord_3', before: { status: 'pending' }, after: { status: 'placed' } }],
    }),
  },
  'no access across customers': {
    'a customer read the order of another one': ({ accesses }) => ({
      accesses: first(accesses, { callerId: 'bob' }),
    }),
    'a customer got the email of another one': ({ notifications }) => ({
      notifications: first(notifications, { customerId: 'bob' }),
    }),
    'a payment belongs to another customer': ({ payments }) => ({
      payments: first(payments, { customerId: 'bob' }),
    }),
    'an order of a guest belongs to a customer': ({ sessions }) => ({
      sessions: first(sessions, { customerId: undefined }),
    }),
  },
};
