import { CancelShipments, OrderPlaced, PaymentRefunded } from '#libs/contracts';
import type { TaskCallback } from '#libs/gateways';
import { commandQueueHandler, eventQueueHandler, on } from '#libs/lambda';
import { cancelShipment } from '../../../../services/fulfillment/src/controllers/cancel-shipment.ts';
import { cancelShipments } from '../../../../services/fulfillment/src/controllers/cancel-shipments.ts';
import { deliverShipment } from '../../../../services/fulfillment/src/controllers/deliver-shipment.ts';
import { dispatchShipment } from '../../../../services/fulfillment/src/controllers/dispatch-shipment.ts';
import { holdShipments } from '../../../../services/fulfillment/src/controllers/hold-shipments.ts';
import { openShipment } from '../../../../services/fulfillment/src/controllers/open-shipment.ts';
import { pickShipment } from '../../../../services/fulfillment/src/controllers/pick-shipment.ts';
import { toShipmentEvents } from '../../../../services/fulfillment/src/models/shipment-events.ts';
import { inMemoryFulfillmentRepository } from '../../../../services/fulfillment/test/in-memory-fulfillment-repository.ts';
import type { ProductUnits } from '../invariants/index.ts';
import type { Engine } from '../engine/engine.ts';
import { heldGateway } from '../engine/gateways.ts';
import { createQueue } from '../deliveries/queue.ts';
import { toObserved, type ChangeLog } from './observed.ts';
import { publisherStream } from './publisher-stream.ts';
import type { Topics } from './topics.ts';

const READS = ['get', 'getShipment', 'listShipments'];
const LIMIT_SECONDS = 10;

export function createFulfillment(engine: Engine, log: ChangeLog, topics: Topics, callback: TaskCallback) {
  const now = engine.time.date;
  const memory = inMemoryFulfillmentRepository();
  const stream = publisherStream(engine, topics, {
    name: 'publish-shipment-changes',
    source: 'fulfillment',
    toEvents: toShipmentEvents,
  });
  const known = new Set<string>();
  /** All fulfillments, without a request. */
  const all = async () =>
    (await Promise.all([...known].map((orderId) => memory.get(orderId)))).filter(
      (each) => each !== undefined,
    );
  async function observe(orderId: string): Promise<void> {
    const fulfillment = await memory.get(orderId);
    if (!fulfillment) return;
    const { order, version, shipments } = fulfillment;
    log.observe('fulfillment', toObserved(orderId, { ...order, version }));
    for (const shipment of shipments)
      log.observe('shipment', toObserved(shipment.shipmentId, shipment), [stream]);
  }
  const observed: typeof memory = {
    ...memory,
    async insert(fulfillment) {
      known.add(fulfillment.order.orderId);
      const isNew = await memory.insert(fulfillment);
      await observe(fulfillment.order.orderId);
      return isNew;
    },
    async replace(before, after) {
      const written = await memory.replace(before, after);
      await observe(before.order.orderId);
      return written;
    },
  };
  const fulfillments = heldGateway(engine, 'fulfillment', observed, { reads: READS });
  const deps = { fulfillments, now };
  const queue = (name: string, handler: unknown) =>
    createQueue(engine, { name, handler: handler as never, limitSeconds: LIMIT_SECONDS });
  const queues = {
    placed: queue('open-shipments', eventQueueHandler(on(OrderPlaced, (event) => openShipment(event, deps)))),
    refunded: queue(
      'hold-shipments',
      eventQueueHandler(on(PaymentRefunded, (event) => holdShipments(event, deps))),
    ),
    cancellations: queue(
      'cancel-shipments',
      commandQueueHandler(
        CancelShipments,
        (command) => cancelShipments(command, deps),
        heldGateway(engine, 'callback', callback, { reads: [] }),
      ),
    ),
  };
  topics.subscribe(['OrderPlaced'], queues.placed);
  topics.subscribe(['PaymentRefunded'], queues.refunded);
  const ref = (shipmentId: string) => ({ shipmentId, ifMatch: undefined });
  return {
    all,
    find: memory.get,
    queues: Object.values(queues),
    cancellations: queues.cancellations,
    streams: [stream],
    pick: (shipmentId: string, lineItems?: readonly ProductUnits[]) =>
      pickShipment({ ...ref(shipmentId), ...(lineItems && { lineItems }) }, deps),
    dispatch: (shipmentId: string, lineItems?: readonly ProductUnits[]) =>
      dispatchShipment(
        { ...ref(shipmentId), carrier: 'DHL', trackingNumber: 'T-1', ...(lineItems && { lineItems }) },
        deps,
      ),
    deliver: (shipmentId: string) => deliverShipment(ref(shipmentId), deps),
    replace: (shipmentId: string) => cancelShipment({ ...ref(shipmentId), reason: 'damaged' }, deps),
  };
}
