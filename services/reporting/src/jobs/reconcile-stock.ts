import type { StockCheck } from '#libs/contracts';
import type { Inventory } from '../gateways/inventory.ts';
import type { OrderCopies } from '../gateways/order-copies.ts';
import type { ReportsBucket } from '../gateways/reports-bucket.ts';
import { lookOverOrders, lookOverReservations, type Look } from '../helpers/reconcile-orders.ts';
import { log } from '../log-events.ts';
import type { JobResult } from '../models/job.ts';
import type { Finding } from '../models/reconciliation.ts';
import type { Job } from './job.ts';

interface Dependencies {
  readonly copies: Pick<OrderCopies, 'page' | 'read'>;
  readonly inventory: Inventory;
  readonly bucket: Pick<ReportsBucket, 'write'>;
  /** Counts a metric; the alarm looks at it. */
  readonly count: (name: 'ReconciliationFindings', increment: number) => void;
  readonly now: () => Date;
}

export interface ReconciliationCheckpoint {
  readonly step: 'reservations' | 'orders' | 'stock';
  readonly cursor?: string;
  readonly reservations: number;
  readonly orders: number;
  /** The first of them; all are logged. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
}

// A checkpoint is part of a record of 400 KB at most, and a finding takes some 200 bytes. Whoever has 500 has one cause.
const KEPT_FINDINGS = 500;

const nextStep = { reservations: 'orders', orders: 'stock' } as const;

/**
 * Holds reservations, orders and stock against each other, page by page: every reservation beside its order, every order
 * beside its reservation, and every product's stock beside its movements.
 */
export const reconcileStock = ({
  copies,
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
      findings: [],
      findingsTotal: 0,
    };
    while (checkpoint.step !== 'stock') {
      signal.throwIfAborted();
      const { step, cursor } = checkpoint;
      const lookOver = step === 'reservations' ? lookOverReservations : lookOverOrders;
      checkpoint = after(checkpoint, step, await lookOver({ copies, inventory, now: now() }, cursor));
      await report({ checkpoint, rowsDone: checkpoint.reservations + checkpoint.orders });
    }
    const stock = await inventory.checkStock(signal);
    const { findings, findingsTotal } = withFindings(checkpoint, stock.findings, stock.findingsTotal);
    return concluded(jobId, { ...checkpoint, findings, findingsTotal }, stock, { bucket, count, now });
  },
});

function after(
  checkpoint: ReconciliationCheckpoint,
  step: keyof typeof nextStep,
  { looked, findings, nextCursor }: Look,
): ReconciliationCheckpoint {
  for (const { detail: _detail, ...finding } of findings) log.warn('reconciliation.does-not-add-up', finding);
  const { cursor: _, ...rest } = checkpoint;
  return {
    ...rest,
    [step]: checkpoint[step] + looked,
    ...withFindings(checkpoint, findings, findings.length),
    ...(nextCursor === undefined ? { step: nextStep[step] } : { cursor: nextCursor }),
  };
}

const withFindings = (
  { findings, findingsTotal }: Pick<ReconciliationCheckpoint, 'findings' | 'findingsTotal'>,
  more: readonly Finding[],
  total: number,
) => ({
  findings: [...findings, ...more].slice(0, KEPT_FINDINGS),
  findingsTotal: findingsTotal + total,
});

async function concluded(
  jobId: string,
  { reservations, orders, findings, findingsTotal }: ReconciliationCheckpoint,
  { checkedProducts, unsettledProducts }: StockCheck,
  { bucket, count, now }: Pick<Dependencies, 'bucket' | 'count' | 'now'>,
): Promise<JobResult> {
  const checked = { reservations, orders, products: checkedProducts };
  const text = JSON.stringify(
    { checkedAt: now().toISOString(), checked, unsettledProducts, findingsTotal, findings },
    undefined,
    2,
  );
  const [name, contentType] = ['findings.json', 'application/json'];
  const key = `results/reconciliations/${jobId}/${name}`;
  await bucket.write(key, text, contentType);
  // Also where there are none: the alarm goes out with the next night that finds nothing.
  count('ReconciliationFindings', findingsTotal);
  return {
    files: [{ name, key, contentType, bytes: Buffer.byteLength(text) }],
    facts: { ...checked, unsettledProducts, findings: findingsTotal },
  };
}
