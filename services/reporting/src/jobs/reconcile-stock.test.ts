import { describe, expect, it } from '@jest/globals';
import type { ReservationState, StockCheck, StockFinding } from '#libs/contracts';
import { newId } from '#libs/models';
import { inMemoryReportsBucket } from '../../test/in-memory-reports-bucket.ts';
import { inMemoryInventory } from '../../test/in-memory-inventory.ts';
import { inMemoryOrderCopies } from '../../test/in-memory-order-copies.ts';
import { orderCanceled, orderPlaced, product } from '../../test/order-events.ts';
import { keepOrderCopy, type OrderEvent } from '../controllers/keep-order-copy.ts';
import type { JobResult } from '../models/job.ts';
import type { Report } from './job.ts';
import { reconcileStock, type ReconciliationCheckpoint } from './reconcile-stock.ts';

const now = new Date('2030-01-02T03:00:00.000Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const lineItems = [{ productId: product, quantity: 2 }];

async function shop(stock: Partial<StockCheck> = {}) {
  const [copies, inventory, bucket] = [
    inMemoryOrderCopies(),
    inMemoryInventory(stock),
    inMemoryReportsBucket(),
  ];
  const counted: number[] = [];
  const count = (_name: string, howMany: number) => void counted.push(howMany);
  const job = reconcileStock({ copies, inventory, bucket, count, now: () => now });

  const hear = (event: OrderEvent) => keepOrderCopy(event, { copies });
  const reserve = (status: ReservationState['status'], over: Partial<ReservationState> = {}) => {
    const reservation = { orderId: newId('ord'), lineItems, changedAt: ago(120), ...over, status };
    inventory.reservations.set(reservation.orderId, reservation);
    return reservation.orderId;
  };
  const place = async (orderId = newId('ord'), placedAt = ago(120)) => {
    await hear(orderPlaced({ orderId, placedAt }));
    return orderId;
  };
  const run = async (
    checkpoint?: ReconciliationCheckpoint,
    reports: Report<ReconciliationCheckpoint>[] = [],
  ) => {
    const report = async (reported: Report<ReconciliationCheckpoint>) => void reports.push(reported);
    const { signal } = new AbortController();
    const result: JobResult = await job.run({ jobId: 'job_1', input: {}, checkpoint, signal, report });
    const file = bucket.files().get('results/reconciliations/job_1/findings.json')!;
    return { result, reports, report: JSON.parse(file.toString()), counted };
  };
  return { job, hear, reserve, place, run };
}

describe('reconcileStock', () => {
  it('finds nothing in a shop where all adds up, and says so', async () => {
    const { reserve, place, hear, run } = await shop();
    await place(reserve('committed'));
    const canceled = await place(reserve('restocked'));
    await hear(orderCanceled(canceled, ago(110)));
    reserve('released', { lineItems: [] });
    reserve('reserved', { changedAt: ago(5) });
    const { result, report, counted } = await run();
    expect(report).toMatchObject({ findingsTotal: 0, findings: [] });
    expect(result.facts).toEqual({
      reservations: 4,
      orders: 2,
      products: 1,
      unsettledProducts: 0,
      findings: 0,
    });
    expect(counted).toEqual([0]);
  });

  const faults: [string, (made: Awaited<ReturnType<typeof shop>>) => Promise<string>][] = [
    ['reservation.open-too-long', async ({ reserve }) => reserve('reserved', { changedAt: ago(61) })],
    ['reservation.order-missing', async ({ reserve }) => reserve('committed')],
    [
      'reservation.order-canceled',
      async ({ reserve, place, hear }) => {
        const orderId = await place(reserve('committed'));
        await hear(orderCanceled(orderId, ago(16)));
        return orderId;
      },
    ],
    [
      'reservation.lines-differ',
      ({ reserve, place }) =>
        place(reserve('committed', { lineItems: [{ productId: product, quantity: 1 }] })),
    ],
    ['order.reservation-missing', ({ place }) => place()],
    ['order.stock-not-taken', ({ reserve, place }) => place(reserve('released'))],
    ['order.stock-not-taken', ({ reserve, place }) => place(reserve('restocked'))],
  ];
  it.each(faults)('finds %s', async (code, plant) => {
    const made = await shop();
    await made.place(made.reserve('committed'));
    const orderId = await plant(made);
    const { report, counted } = await made.run();
    expect(report.findings).toEqual([{ orderId, code, detail: expect.any(String) }]);
    expect([report.findingsTotal, counted]).toEqual([1, [1]]);
  });

  it('passes on what inventory finds of its own', async () => {
    const finding: StockFinding = {
      code: 'stock.reserved-differs',
      productId: product,
      expected: 0,
      actual: 1,
    };
    const { run } = await shop({ findings: [finding], findingsTotal: 7, unsettledProducts: 2 });
    const { report, counted } = await run();
    expect(report).toMatchObject({ findings: [finding], findingsTotal: 7, unsettledProducts: 2 });
    expect(counted).toEqual([7]);
  });

  it('lets pass what may still be on its way', async () => {
    const { reserve, place, hear, run } = await shop();
    reserve('committed', { changedAt: ago(14) });
    await place(newId('ord'), ago(14));
    await place(reserve('restocked', { changedAt: ago(14) }));
    const canceled = await place(reserve('committed'));
    await hear(orderCanceled(canceled, ago(14)));
    expect((await run()).report.findings).toEqual([]);
  });

  it('comes to the same wherever another task goes on', async () => {
    const { reserve, place, run } = await shop();
    for (const _ of [1, 2, 3]) {
      reserve('committed');
      await place();
      await place(reserve('committed'));
    }
    const { report, reports } = await run();
    expect(report).toMatchObject({ checked: { reservations: 6, orders: 6 }, findingsTotal: 6 });
    for (const { checkpoint } of reports)
      expect((await run(JSON.parse(JSON.stringify(checkpoint)))).report).toEqual(report);
  });

  it('keeps some of very many findings, and counts all', async () => {
    const { reserve, run } = await shop();
    for (let n = 0; n < 501; n++) reserve('committed');
    const { report, counted } = await run();
    expect([report.findings.length, report.findingsTotal, counted]).toEqual([500, 501, [501]]);
  });

  it('ends when it is told to', async () => {
    const { job } = await shop();
    const signal = AbortSignal.abort(new Error('canceled'));
    const running = job.run({
      jobId: 'job_1',
      input: {},
      checkpoint: undefined,
      signal,
      report: async () => {},
    });
    await expect(running).rejects.toThrow('canceled');
  });
});
