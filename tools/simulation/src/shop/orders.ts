import { CheckoutSubmitted, PaymentRefunded, ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import type { Workflow } from '#libs/gateways';
import { changeHandler, commandHandler, eventQueueHandler, on, type Caller } from '#libs/lambda';
import { inMemoryIdempotency } from '#libs/testing';
import { cancelOrder, type Cancellation } from '../../../../services/orders/src/controllers/cancel-order.ts';
import { getOrder } from '../../../../services/orders/src/controllers/get-order.ts';
import { markCanceled } from '../../../../services/orders/src/controllers/mark-canceled.ts';
import { placeOrder } from '../../../../services/orders/src/controllers/place-order.ts';
import { recordRefund } from '../../../../services/orders/src/controllers/record-refund.ts';
import { rejectCancellation } from '../../../../services/orders/src/controllers/reject-cancellation.ts';
import { rejectOrder } from '../../../../services/orders/src/controllers/reject-order.ts';
import {
  startCancellation,
  type CancellationStep,
} from '../../../../services/orders/src/controllers/start-cancellation.ts';
import { startPlacement } from '../../../../services/orders/src/controllers/start-placement.ts';
import { trackShipment } from '../../../../services/orders/src/controllers/track-shipment.ts';
import MarkCanceled from '../../../../services/orders/src/handlers/mark-canceled.schema.ts';
import PlaceOrder from '../../../../services/orders/src/handlers/place-order.schema.ts';
import RejectCancellation from '../../../../services/orders/src/handlers/reject-cancellation.schema.ts';
import RejectOrder from '../../../../services/orders/src/handlers/reject-order.schema.ts';
import { toOrderEvents } from '../../../../services/orders/src/models/order-events.ts';
import { toOrderView } from '../../../../services/orders/src/models/order-view.ts';
import type { Placement } from '../../../../services/orders/src/models/placement.ts';
import { inMemoryOrderRepository } from '../../../../services/orders/test/in-memory-order-repository.ts';
import type { Engine } from '../engine/engine.ts';
import { heldGateway } from '../engine/gateways.ts';
import { createQueue } from '../deliveries/queue.ts';
import { createStream } from '../deliveries/stream.ts';
import { toObserved, withObserver, type ChangeLog } from './observed.ts';
import { publisherStream } from './publisher-stream.ts';
import type { Topics } from './topics.ts';

interface Sagas {
  readonly placement: Workflow<Placement>;
  readonly cancellation: Workflow<CancellationStep>;
}

const READS = ['get', 'list', 'records'];
const LIMIT_SECONDS = 10;

export function createOrders(engine: Engine, log: ChangeLog, topics: Topics, sagas: () => Sagas) {
  const now = engine.time.date;
  const memory = inMemoryOrderRepository();
  const saga = <T>(name: keyof Sagas): Workflow<T> =>
    heldGateway(
      engine,
      name,
      { startOnce: (id, input) => (sagas()[name] as Workflow<T>).startOnce(id, input) } as Workflow<T>,
      {
        reads: [],
      },
    );
  const placement = saga<Placement>('placement');
  const cancellation = saga<CancellationStep>('cancellation');
  const streams = [
    publisherStream(engine, topics, {
      name: 'publish-order-changes',
      source: 'orders',
      toEvents: toOrderEvents,
    }),
    createStream(engine, {
      name: 'start-cancellation',
      handler: changeHandler((recorded) => startCancellation(recorded, { cancellation })),
    }),
  ];
  const observe = async ({ orderId }: { readonly orderId: string }) =>
    log.observe('order', toObserved(orderId, await memory.get({ orderId })), streams);
  const orders = heldGateway(engine, 'order', withObserver(memory, READS, observe), { reads: READS });
  const deps = { orders, now };
  const queue = (name: string, handler: ReturnType<typeof eventQueueHandler>) =>
    createQueue(engine, { name, handler: handler as never, limitSeconds: LIMIT_SECONDS });
  const queues = {
    placements: queue(
      'start-placement',
      eventQueueHandler(on(CheckoutSubmitted, (event) => startPlacement(event, { placement }))),
    ),
    refunds: queue(
      'record-refunds',
      eventQueueHandler(on(PaymentRefunded, (event) => recordRefund(event, deps))),
    ),
    shipments: queue(
      'track-shipments',
      eventQueueHandler(
        on(ShipmentDispatched, (event) => trackShipment(event, deps)),
        on(ShipmentDelivered, (event) => trackShipment(event, deps)),
      ),
    ),
  };
  topics.subscribe(['CheckoutSubmitted'], queues.placements);
  topics.subscribe(['PaymentRefunded'], queues.refunds);
  topics.subscribe(['ShipmentDispatched', 'ShipmentDelivered'], queues.shipments);

  const idempotency = inMemoryIdempotency(engine.time.now);
  const limitSeconds = LIMIT_SECONDS;
  return {
    memory,
    queues: Object.values(queues),
    streams,
    functions: {
      PlaceOrder: {
        handler: commandHandler(PlaceOrder, (command) => placeOrder(command, deps)),
        limitSeconds,
      },
      RejectOrder: {
        handler: commandHandler(RejectOrder, (command) => rejectOrder(command, deps)),
        limitSeconds,
      },
      MarkCanceled: {
        handler: commandHandler(MarkCanceled, (command) => markCanceled(command, deps)),
        limitSeconds,
      },
      RejectCancellation: {
        handler: commandHandler(RejectCancellation, (command) => rejectCancellation(command, deps)),
        limitSeconds,
      },
    },
    getOrder: (orderId: string, caller: Caller) => getOrder(orderId, caller, deps),
    /** @returns the body of the reply */
    async cancel({
      orderId,
      caller,
      key,
      reason,
    }: { orderId: string; key: string; reason: string } & Pick<Cancellation, 'caller'>): Promise<string> {
      const subject = caller.kind === 'customer' ? caller.customerId : caller.staffId;
      const request = { scope: `POST cancel ${subject}`, key, payload: { orderId, reason } };
      const reply = await idempotency.once(request, LIMIT_SECONDS * 1000, async (origin) => {
        const order = await cancelOrder({ orderId, reason, ifMatch: undefined, caller, origin }, deps);
        return {
          statusCode: 202,
          body: toOrderView(order),
          headers: { ETag: `"${order.version}"` },
        } as never;
      });
      return JSON.stringify(reply);
    },
  };
}
