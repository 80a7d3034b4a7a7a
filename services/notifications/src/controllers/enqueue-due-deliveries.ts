import { AppError } from '#libs/errors';
import type { DeliveryRepository, IndexedDelivery } from '../gateways/delivery-repository.ts';
import type { DeliveryQueue } from '../gateways/delivery-queue.ts';
import { log } from '../log-events.ts';
import { DUE_SHARDS, isFinished, markEnqueued } from '../models/delivery.ts';

interface Dependencies {
  readonly deliveries: Pick<DeliveryRepository, 'find' | 'replace' | 'listDue'>;
  readonly queue: Pick<DeliveryQueue, 'deliver'>;
  readonly now: () => Date;
}

// Per shard and minute; the rest follows a minute later.
const BATCH_SIZE = 250;

/** Enqueues due deliveries: retries that were more than ten minutes away, and deliveries whose message was lost. */
export async function enqueueDueDeliveries(deps: Dependencies): Promise<void> {
  const { deliveries, now } = deps;
  const enqueued = await Promise.all(
    DUE_SHARDS.map(async (shard) => {
      const found = await deliveries.listDue(shard, now(), BATCH_SIZE);
      for (const delivery of found) await enqueue(delivery, deps);
      return found.length;
    }),
  );
  const total = enqueued.reduce((sum, count) => sum + count, 0);
  if (total > 0) log.info('deliveries.enqueued', { deliveries: total });
}

async function enqueue(indexed: IndexedDelivery, { deliveries, queue, now }: Dependencies): Promise<void> {
  const delivery = await deliveries.find(indexed);
  // The index is eventually consistent.
  if (!delivery || isFinished(delivery) || (delivery.dueAt ?? '') > now().toISOString()) return;
  try {
    await deliveries.replace(markEnqueued(delivery, now()));
  } catch (error) {
    if (error instanceof AppError && error.code === 'record.changed') return;
    throw error;
  }
  const { customerId, endpointId, deliveryId, attemptCount } = delivery;
  await queue.deliver({ customerId, endpointId, deliveryId, attemptCount, isManual: false });
}
