import { AppError } from '#libs/errors';
import type { DeliveryLog, IndexedDelivery } from '../gateways/delivery-log.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import { log } from '../log-events.ts';
import { DUE_SHARDS, isOver, withMessage } from '../models/delivery.ts';

interface Dependencies {
  readonly deliveries: Pick<DeliveryLog, 'find' | 'replace' | 'due'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly now: () => Date;
}

// Of each shard, each minute; what is left is still there a minute later.
const AT_ONCE = 250;

/** Brings up what is due and what got lost: deliveries whose retry is more than ten minutes off have no message yet. */
export async function enqueueDueDeliveries(deps: Dependencies): Promise<void> {
  const { deliveries, now } = deps;
  const enqueued = await Promise.all(
    DUE_SHARDS.map(async (shard) => {
      const found = await deliveries.due(shard, now(), AT_ONCE);
      for (const delivery of found) await enqueue(delivery, deps);
      return found.length;
    }),
  );
  const howMany = enqueued.reduce((sum, count) => sum + count, 0);
  if (howMany > 0) log.info('deliveries.enqueued', { howMany });
}

async function enqueue(indexed: IndexedDelivery, { deliveries, queue, now }: Dependencies): Promise<void> {
  const delivery = await deliveries.find(indexed);
  // The index is a moment behind.
  if (!delivery || isOver(delivery) || (delivery.dueAt ?? '') > now().toISOString()) return;
  try {
    await deliveries.replace(withMessage(delivery, now()));
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.changed') return;
    throw error;
  }
  const { customerId, endpointId, deliveryId, attemptCount } = delivery;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isByHand: false });
}
