import { describe, expect, it } from '@jest/globals';
import type { ReservationState, StockCheck, StockFinding } from '#libs/contracts';
import { newId } from '#libs/models';
import { inMemoryReportsBucket } from '../../../test/in-memory-reports-bucket.ts';
import { inMemoryInventory } from '../../../test/in-memory-inventory.ts';
import { inMemoryOrderProjectionRepository } from '../../../test/in-memory-order-projection-repository.ts';
import { orderCanceled, orderPlaced, product } from '../../../test/order-events.ts';
import { updateOrderProjection, type OrderEvent } from '../../controllers/update-order-projection.ts';
import type { JobResult } from '../../models/job.ts';
import type { Report } from '../job.ts';
import { reconcileStock, type ReconciliationCheckpoint } from './reconcile-stock.ts';

const now = new Date('2030-01-02T03:00:00.000Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const lineItems = [{ productId: product, quantity: 2 }];

async function setup(stock: Partial<StockCheck> = {}) {
  const [orders, inventory, bucket] = [
    inMemoryOrderProjectionRepository(),
    inMemoryInventory(stock),
    inMemoryReportsBucket(),
  ];
  const counted: number[] = [];
  const count = (_name: string, value: number) => void counted.push(value);
  const job = reconcileStock({ orders, inventory, bucket, count, now: () => now });

  const publish = (event: OrderEvent) => updateOrderProjection(event, { orders });
  const reserve = (status: ReservationState['status'], over: Partial<ReservationState> = {}) => {
    const reservation = { orderId: newId('ord'), lineItems, changedAt: ago(120), ...over, status };
    inventory.reservations.set(reservation.orderId, reservation);
    return reservation.orderId;
  };
  const place = async (orderId = newId('ord'), placedAt = ago(120)) => {
    await publish(orderPlaced({ orderId, placedAt }));
    return orderId;
  };
  const run = async (
    checkpoint?: ReconciliationCheckpoint,
    reports: Report<ReconciliationCheckpoint>[] = [],
  ) => {
    const report = async (reported: Report<ReconciliationCheckpoint>) => void reports.push(reported);
    const { signal } = new AbortController();
    const result: JobResult = await job.run({ jobId: 'job_1', input: {}, checkpoint, signal, report });
    const file = bucket.files().get('results/reconciliations/job_1/mismatches.json')!;
    return { result, reports, report: JSON.parse(file.toString()), counted };
  };
  return { job, publish, reserve, place, run };
}

describe('reconcileStock', () => {
  it('reports no mismatches for consistent data', async () => {
    const { reserve, place, publish, run } = await setup();
    await place(reserve('committed'));
    const canceled = await place(reserve('restocked'));
    await publish(orderCanceled(canceled, ago(110)));
    reserve('released', { lineItems: [] });
    reserve('reserved', { changedAt: ago(5) });
    const { result, report, counted } = await run();
    expect(report).toMatchObject({ mismatchesTotal: 0, mismatches: [] });
    expect(result.facts).toEqual({
      reservations: 4,
      orders: 2,
      products: 1,
      unsettledProducts: 0,
      mismatches: 0,
    });
    expect(counted).toEqual([0]);
  });

  const mismatches: [string, (made: Awaited<ReturnType<typeof setup>>) => Promise<string>][] = [
    ['reservation.open-too-long', async ({ reserve }) => reserve('reserved', { changedAt: ago(61) })],
    ['reservation.order-missing', async ({ reserve }) => reserve('committed')],
    [
      'reservation.order-canceled',
      async ({ reserve, place, publish }) => {
        const orderId = await place(reserve('committed'));
        await publish(orderCanceled(orderId, ago(16)));
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
  it.each(mismatches)('finds %s', async (code, plant) => {
    const made = await setup();
    await made.place(made.reserve('committed'));
    const orderId = await plant(made);
    const { report, counted } = await made.run();
    expect(report.mismatches).toEqual([{ orderId, code, detail: expect.any(String) }]);
    expect([report.mismatchesTotal, counted]).toEqual([1, [1]]);
  });

  it('includes the findings of inventory', async () => {
    const finding: StockFinding = {
      code: 'stock.available-differs',
      productId: product,
      expected: 0,
      actual: 1,
    };
    const { run } = await setup({ findings: [finding], findingsTotal: 7, unsettledProducts: 2 });
    const { report, counted } = await run();
    expect(report).toMatchObject({ mismatches: [finding], mismatchesTotal: 7, unsettledProducts: 2 });
    expect(counted).toEqual([7]);
  });

  it('ignores recent changes', async () => {
    const { reserve, place, publish, run } = await setup();
    reserve('committed', { changedAt: ago(14) });
    await place(newId('ord'), ago(14));
    await place(reserve('restocked', { changedAt: ago(14) }));
    const canceled = await place(reserve('committed'));
    await publish(orderCanceled(canceled, ago(14)));
    expect((await run()).report.mismatches).toEqual([]);
  });

  it('has the same result wherever another task continues', async () => {
    const { reserve, place, run } = await setup();
    for (const _ of [1, 2, 3]) {
      reserve('committed');
      await place();
      await place(reserve('committed'));
    }
    const { report, reports } = await run();
    expect(report).toMatchObject({ checked: { reservations: 6, orders: 6 }, mismatchesTotal: 6 });
    for (const { checkpoint } of reports)
      expect((await run(JSON.parse(JSON.stringify(checkpoint)))).report).toEqual(report);
  });

  it('keeps the first 500 mismatches, and counts all', async () => {
    const { reserve, run } = await setup();
    for (let n = 0; n < 501; n++) reserve('committed');
    const { report, counted } = await run();
    expect([report.mismatches.length, report.mismatchesTotal, counted]).toEqual([500, 501, [501]]);
  });

  it('stops when its signal aborts', async () => {
    const { job } = await setup();
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
