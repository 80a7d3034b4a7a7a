import type { TaskCallback } from '#libs/gateways';
import type { Placement } from '../../../../services/orders/src/models/placement.ts';
import type { CancellationStep } from '../../../../services/orders/src/controllers/start-cancellation.ts';
import { StatesError } from '../../../local-cloud/src/services/step-functions/language/states-error.ts';
import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import { createWorkflows, readDefinition } from '../deliveries/workflow.ts';
import type { Queue } from '../deliveries/queue.ts';
import type { Engine } from '../engine/engine.ts';
import { createCheckout } from './checkout.ts';
import { createFulfillment } from './fulfillment.ts';
import { createInventory } from './inventory.ts';
import { createNotifications } from './notifications.ts';
import { createChangeLog } from './observed.ts';
import { createOrders } from './orders.ts';
import { createPayments } from './payments.ts';
import { createTopics } from './topics.ts';

interface Redrivable {
  redrive(): number;
}

const definitions = {
  placement: readDefinition('orders', 'place-order'),
  cancellation: readDefinition('orders', 'cancel-order'),
};

/** The services of a purchase, connected by topics, queues, streams and state machines. */
export async function createShop(engine: Engine) {
  const log = createChangeLog(engine);
  const topics = createTopics(engine);
  const checkout = await createCheckout(engine, log, topics);
  const inventory = createInventory(engine, log, topics);
  const payments = createPayments(engine, log, topics, checkout.shop.tokenKey);
  const orders = createOrders(engine, log, topics, () => sagas);
  const callback: TaskCallback = {
    succeed: async (token, output) => workflows.complete(token, output as Json),
    fail: async (token, { name, message }) =>
      workflows.complete(
        token,
        new StatesError(name, JSON.stringify({ errorType: name, errorMessage: message })),
      ),
  };
  const fulfillment = createFulfillment(engine, log, topics, callback);
  const notifications = createNotifications(engine, topics);
  const functions = {
    ...checkout.functions,
    ...inventory.functions,
    ...payments.functions,
    ...orders.functions,
  };
  const workflows = createWorkflows(
    engine,
    functions as never,
    new Map<string, Queue>([['CancelShipments', fulfillment.cancellations]]),
  );
  const sagas = {
    placement: workflows.define<Placement>('placement', definitions.placement),
    cancellation: workflows.define<CancellationStep>('cancellation', definitions.cancellation),
  };
  const parts = [checkout, inventory, payments, orders, fulfillment, notifications];
  return {
    checkout,
    inventory,
    payments,
    orders,
    fulfillment,
    notifications,
    topics,
    workflows,
    changes: log.changes,
    /** Sends all messages and records again that failed too often. @returns how many */
    redrive(): number {
      const queues: readonly Redrivable[] = parts.flatMap((part) => ('queues' in part ? part.queues : []));
      const streams: readonly Redrivable[] = parts.flatMap((part) => ('streams' in part ? part.streams : []));
      return [...queues, ...streams].reduce((sum, each) => sum + each.redrive(), 0);
    },
  };
}

export type Shop = Awaited<ReturnType<typeof createShop>>;
