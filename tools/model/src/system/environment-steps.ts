import { withOrder } from '../world/effect.ts';
import type { Order, Payment, World } from '../world/order.ts';
import { startExecution } from './executions.ts';
import type { Step } from './step.ts';
import type { Rules } from './rules.ts';

/**
 * What customers, staff, queues and the payment provider do. Events are delivered any number of times and in any order:
 * once an event was published it can be delivered in every later state.
 */
export function environmentSteps(world: World, rules: Rules): Step[] {
  return [
    ...deliverSubmission(world, rules),
    ...deliverCancellation(world, rules),
    ...deliverOrderPlaced(world, rules),
    ...deliverDispatch(world),
    ...deliverWebhook(world),
    ...requestCancellation(world),
    ...dispatch(world),
  ];
}

type Deliver = (world: World, rules: Rules) => Step[];

const deliverSubmission: Deliver = (world, rules) => {
  if (!rules.startsExecution(world.order, 'place-order')) return [];
  const started = startExecution(world, 'place-order', toPlacement(world.order), rules);
  return [
    {
      label: 'CheckoutSubmitted is delivered',
      world: started,
      isOptional: world.order.executions.length > 0,
    },
  ];
};

const toPlacement = ({ id, isPaid }: Order) => {
  const step = { orderId: id, correlationId: 'c' };
  return {
    reserveStock: step,
    ...(isPaid && { authorizePayment: step }),
    placeOrder: { order: {} },
    step,
    checkout: { ...step, sessionId: id },
  };
};

const deliverCancellation: Deliver = (world, rules) => {
  const { record, isPaid, id } = world.order;
  if (record?.status !== 'canceling' || !rules.startsExecution(world.order, 'cancel-order')) return [];
  const input = { orderId: id, reason: '', isPaymentRequired: isPaid, correlationId: 'c' };
  return [
    {
      label: 'the change to canceling is delivered',
      world: startExecution(world, 'cancel-order', input, rules),
    },
  ];
};

const isPlaced = ({ record }: Order): boolean => record !== undefined && record.status !== 'rejected';

const deliverOrderPlaced: Deliver = (world, rules) => {
  if (!isPlaced(world.order)) return [];
  const fulfillment = rules.openFulfillment(world.order.fulfillment);
  if (fulfillment === world.order.fulfillment) return [];
  return [{ label: 'OrderPlaced is delivered', world: withOrder(world, { fulfillment }) }];
};

/** Staff can dispatch an open shipment at any time. */
function dispatch(world: World): Step[] {
  const { fulfillment } = world.order;
  if (fulfillment !== 'open' || !world.order.isCancelable) return [];
  return [
    {
      label: 'staff dispatch the shipment',
      world: withOrder(world, { fulfillment: 'dispatched' }),
      isOptional: true,
    },
  ];
}

function deliverDispatch(world: World): Step[] {
  const { fulfillment, record } = world.order;
  if (fulfillment !== 'dispatched' || !record || record.isDispatchTracked) return [];
  const status = record.status === 'placed' ? 'shipped' : record.status;
  const tracked = { ...record, status, isDispatchTracked: true };
  return [{ label: 'ShipmentDispatched is delivered', world: withOrder(world, { record: tracked }) }];
}

/** The customer can ask for a cancellation once. */
function requestCancellation(world: World): Step[] {
  const { record } = world.order;
  if (record?.status !== 'placed' || record.isCancellationRejected || !world.order.isCancelable) return [];
  const canceling = { ...record, status: 'canceling' as const };
  return [
    { label: 'the customer cancels', world: withOrder(world, { record: canceling }), isOptional: true },
  ];
}

/** The provider reports a capture that the payment may not have recorded. */
function deliverWebhook(world: World): Step[] {
  const { payment, charges } = world.order;
  const wasCaptured = charges.some(({ status }) => status === 'captured' || status === 'refunded');
  if (payment?.status !== 'authorized' || !wasCaptured) return [];
  const captured: Payment = { ...payment, status: 'captured' };
  return [
    {
      label: 'the webhook of the capture is delivered',
      world: withOrder(world, { payment: captured }),
      isOptional: true,
    },
  ];
}
