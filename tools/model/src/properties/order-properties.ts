import { SUCCEEDED } from '../sagas/execution.ts';
import type { Order } from '../world/order.ts';

type Property = readonly [name: string, holds: (order: Order) => boolean];

const isCharged = ({ charges }: Order): boolean =>
  charges.some(({ status }) => status === 'authorized' || status === 'captured');
const isPlaced = ({ record }: Order): boolean => record !== undefined && record.status !== 'rejected';

/** What holds for an order in every state. */
const always: readonly Property[] = [
  ['an order has at most one charge', ({ charges }) => charges.length <= 1],
  [
    'every execution of a state machine succeeds',
    ({ executions }) => executions.every(({ ended = SUCCEEDED }) => ended === SUCCEEDED),
  ],
  [
    'a session is completed only with a placed order',
    (order) => order.session !== 'completed' || isPlaced(order),
  ],
  [
    'a session is reopened only without a placed order',
    (order) => order.session !== 'open' || !isPlaced(order),
  ],
  [
    'a customer whose session is reopened is not charged',
    (order) => order.session !== 'open' || !isCharged(order),
  ],
  [
    'a placed order is paid until it is canceled',
    (order) =>
      !order.isPaid ||
      !isPlaced(order) ||
      order.record!.status === 'canceling' ||
      order.record!.status === 'canceled' ||
      order.charges[0]?.status === 'captured',
  ],
  [
    'an order with a refund is never dispatched',
    ({ fulfillment, charges }) =>
      fulfillment !== 'dispatched' || charges.every(({ status }) => status !== 'refunded'),
  ],
  [
    'only a placed order is fulfilled',
    (order) => order.fulfillment === undefined || order.fulfillment === 'canceled' || isPlaced(order),
  ],
  [
    'a canceled order is refunded and not dispatched',
    ({ record, charges, fulfillment }) =>
      record?.status !== 'canceled' ||
      (charges.every(({ status }) => status === 'refunded') && fulfillment === 'canceled'),
  ],
];

export const orderProperties: readonly string[] = always.map(([name]) => name);

/** The property that an order violates, if any. */
export const orderProblem = (order: Order): string | undefined =>
  always.find(([, holds]) => !holds(order))?.[0];

/** Why an order has not ended well, if so. It is called when nothing more must happen. */
export function orderUnfinished(order: Order): string | undefined {
  const { record, session, charges, fulfillment, invocations, executions, payment, isPaid } = order;
  if (invocations.length > 0 || executions.some(({ ended }) => ended === undefined))
    return 'a state machine waits for ever';
  const charge = charges[0]?.status;
  const isReleased = charge === undefined || charge === 'voided' || charge === 'refunded';
  switch (record?.status) {
    case 'rejected':
      if (session !== 'open') return 'the order is rejected, but the session is not open';
      return isReleased ? undefined : 'the order is rejected, but the customer is charged';
    case 'placed':
    case 'shipped':
      if (session !== 'completed') return 'the order is placed, but the session is not completed';
      if (isPaid && (charge !== 'captured' || payment?.status !== 'captured'))
        return 'the order is placed, but not paid';
      return fulfillment === undefined || fulfillment === 'canceled'
        ? 'the order is placed, but not fulfilled'
        : undefined;
    case 'canceled':
      return isPaid && payment?.status !== 'refunded' ? 'the refund is not recorded' : undefined;
    default:
      return `the order is ${record?.status ?? 'not decided'} for ever`;
  }
}
