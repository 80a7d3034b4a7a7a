import type { StockCheck } from '#libs/contracts';
import type { Inventory } from '../../gateways/inventory.ts';
import type { OrderProjectionRepository } from '../../gateways/order-projection-repository.ts';
import type { ReportsBucket } from '../../gateways/reports-bucket.ts';
import { compareOrders, compareReservations, type ComparedPage } from './compare-orders.ts';
import { log } from '../../log-events.ts';
import type { JobResult } from '../../models/job.ts';
import type { Mismatch } from '../../models/reconciliation.ts';
import type { Job } from '../job.ts';

interface Dependencies {
  readonly orders: Pick<OrderProjectionRepository, 'list' | 'findMany'>;
  readonly inventory: Inventory;
  readonly bucket: Pick<ReportsBucket, 'write'>;
  /** Counts the metric of the alarm. */
  readonly count: (name: 'ReconciliationMismatches', increment: number) => void;
  readonly now: () => Date;
}

export interface ReconciliationCheckpoint {
  readonly step: 'reservations' | 'orders' | 'stock';
  readonly cursor?: string;
  readonly reservations: number;
  readonly orders: number;
  /** The first mismatches; all are logged. */
  readonly mismatches: readonly Mismatch[];
  readonly mismatchesTotal: number;
}

// A checkpoint is part of a record of at most 400 KB, and a mismatch takes about 200 bytes.
const MAX_MISMATCHES_KEPT = 500;

const nextStep = { reservations: 'orders', orders: 'stock' } as const;

/**
 * Compares reservations, orders and stock, page by page: every reservation with its order, every order with its
 * reservation, and every product's stock with its adjustments.
 */
export const reconcileStock = ({
  orders,
  inventory,
  bucket,
  count,
  now,
}: Dependencies): Job<object, ReconciliationCheckpoint> => ({
  kind: 'reconcile-stock',

  async run({ jobId, checkpoint: saved, signal, report }) {
    let checkpoint: ReconciliationCheckpoint = saved ?? {
      step: 'reservations',
      reservations: 0,
      orders: 0,
      mismatches: [],
      mismatchesTotal: 0,
    };
    while (checkpoint.step !== 'stock') {
      signal.throwIfAborted();
      const { step, cursor } = checkpoint;
      const comparePage = step === 'reservations' ? compareReservations : compareOrders;
      checkpoint = after(checkpoint, step, await comparePage({ orders, inventory, now: now() }, cursor));
      await report({ checkpoint, rowsDone: checkpoint.reservations + checkpoint.orders });
    }
    const stock = await inventory.checkStock(signal);
    const { mismatches, mismatchesTotal } = addMismatches(checkpoint, stock.findings, stock.findingsTotal);
    return conclude(jobId, { ...checkpoint, mismatches, mismatchesTotal }, stock, { bucket, count, now });
  },
});

function after(
  checkpoint: ReconciliationCheckpoint,
  step: keyof typeof nextStep,
  { compared, mismatches, nextCursor }: ComparedPage,
): ReconciliationCheckpoint {
  for (const { detail: _detail, ...finding } of mismatches)
    log.warn('reconciliation.mismatch-found', finding);
  const { cursor: _, ...rest } = checkpoint;
  return {
    ...rest,
    [step]: checkpoint[step] + compared,
    ...addMismatches(checkpoint, mismatches, mismatches.length),
    ...(nextCursor === undefined ? { step: nextStep[step] } : { cursor: nextCursor }),
  };
}

const addMismatches = (
  { mismatches, mismatchesTotal }: Pick<ReconciliationCheckpoint, 'mismatches' | 'mismatchesTotal'>,
  more: readonly Mismatch[],
  total: number,
) => ({
  mismatches: [...mismatches, ...more].slice(0, MAX_MISMATCHES_KEPT),
  mismatchesTotal: mismatchesTotal + total,
});

async function conclude(
  jobId: string,
  { reservations, orders, mismatches, mismatchesTotal }: ReconciliationCheckpoint,
  { checkedProducts, unsettledProducts }: StockCheck,
  { bucket, count, now }: Pick<Dependencies, 'bucket' | 'count' | 'now'>,
): Promise<JobResult> {
  const checked = { reservations, orders, products: checkedProducts };
  const text = JSON.stringify(
    { checkedAt: now().toISOString(), checked, unsettledProducts, mismatchesTotal, mismatches },
    undefined,
    2,
  );
  const [name, contentType] = ['mismatches.json', 'application/json'];
  const key = `results/reconciliations/${jobId}/${name}`;
  await bucket.write(key, text, contentType);
  // Also if there are none, so that the alarm returns to OK.
  count('ReconciliationMismatches', mismatchesTotal);
  return {
    files: [{ name, key, contentType, bytes: Buffer.byteLength(text) }],
    facts: { ...checked, unsettledProducts, mismatches: mismatchesTotal },
  };
}
