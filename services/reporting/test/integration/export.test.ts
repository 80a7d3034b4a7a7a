import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil, type ApiResponse } from '#libs/testing';
import { decodeCsv, decodeParquet } from '../decode.ts';
import { waitForOrderProjections } from '../order-projections.ts';
import {
  orderCanceled,
  orderPlaced,
  paymentRefunded,
  shipmentDelivered,
  shipmentDispatched,
} from '../order-events.ts';
import { publishEvents } from '../publish-events.ts';

const cloud = runningCloud();

const request = (body: object, as: 'staff' | 'customer' = 'staff', key = newId('key')) =>
  cloud.call('POST', '/reporting/exports', { as, body, headers: { 'idempotency-key': key } });

const ended = ({ body: { jobId } }: ApiResponse) =>
  waitUntil(async () => {
    const { body } = await cloud.call('GET', `/reporting/exports/${jobId}`, { as: 'staff' });
    return ['succeeded', 'failed', 'canceled'].includes(body.status) ? body : undefined;
  });

// A month without orders of other tests, which share the local cloud.
const period = { from: '2040-03-01T00:00:00Z', to: '2040-04-01T00:00:00Z' };

describe('an export', () => {
  it('contains the orders of its period as CSV and Parquet', async () => {
    const events = [1, 2, 3, 4, 5].map((day) => orderPlaced({ placedAt: `2040-03-0${day}T10:00:00.000Z` }));
    const [first, second, third] = events.map(({ data }) => data.orderId) as [string, string, string];
    const shipmentId = newId('shp');
    const received = [
      shipmentDelivered(third, shipmentId, 2),
      shipmentDispatched(third, shipmentId, 2),
      paymentRefunded(second, 2990),
      orderCanceled(second, '2040-03-02T11:00:00.000Z'),
      ...events,
    ];
    // Every event twice, and the events of one order out of order.
    await publishEvents([...received, ...received]);
    await waitForOrderProjections(
      events.map(({ data }) => data.orderId),
      ({ placed }) => placed !== undefined,
    );
    await waitForOrderProjections(
      [third],
      ({ shipments }) => shipments[shipmentId]?.deliveredAt !== undefined,
    );
    await waitForOrderProjections([second], ({ canceledAt, refundedTotal }) =>
      Boolean(canceledAt && refundedTotal),
    );

    const answer = await request({ ...period, formats: ['csv', 'parquet'] });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      202,
      `/reporting/exports/${answer.body.jobId}`,
    ]);
    const job = await ended(answer);
    expect(job).toMatchObject({
      status: 'succeeded',
      progress: { rowsDone: 5, rowsTotal: 5 },
      result: { facts: { orders: 5 } },
    });

    const downloads = await Promise.all(
      job.result.files.map(async ({ url, bytes, contentType }: Record<string, string>) => {
        const response = await fetch(url!);
        const content = new Uint8Array(await response.arrayBuffer());
        expect([content.length, response.headers.get('content-type')]).toEqual([bytes, contentType]);
        return content;
      }),
    );
    const listed = await cloud.call('GET', '/reporting/exports', { as: 'staff' });
    const inList = listed.body.items.find(({ jobId }: { jobId: string }) => jobId === job.jobId);
    expect((await fetch(inList.result.files[0].url)).status).toBe(200);

    const csv = decodeCsv(downloads[0]!);
    const { rows } = await decodeParquet(downloads[1]!);
    expect(csv.map((row) => row['order_id'])).toEqual(events.map(({ data }) => data.orderId));
    expect(rows.map((row) => row['order_id'])).toEqual(events.map(({ data }) => data.orderId));
    expect(csv[0]).toMatchObject({ order_id: first, status: 'placed', total: '2990', refunded_total: '0' });
    expect(rows[1]).toMatchObject({
      order_id: second,
      status: 'canceled',
      placed_at: new Date('2040-03-02T10:00:00.000Z'),
      total: 2990n,
      refunded_total: 2990n,
    });
    expect(rows[2]).toMatchObject({
      status: 'delivered',
      first_dispatched_at: new Date('2030-01-02T08:00:00.000Z'),
      last_delivered_at: new Date('2030-01-03T08:00:00.000Z'),
    });
  });

  it('is created once per Idempotency-Key', async () => {
    const [key, body] = [newId('key'), { ...period, formats: ['csv'] }];
    const first = await request(body, 'staff', key);
    const again = await request(body, 'staff', key);
    expect([again.status, again.body]).toEqual([202, first.body]);
    expect((await request({ ...body, formats: ['parquet'] }, 'staff', key)).status).toBe(422);
    await ended(first);
  });

  it('requires staff, a valid period and a known format', async () => {
    const body = { ...period, formats: ['csv'] };
    expect((await request(body, 'customer')).status).toBe(401);
    expect((await request({ ...body, to: body.from })).body).toMatchObject({
      status: 400,
      code: 'period.empty',
    });
    expect((await request({ ...body, formats: ['xlsx'] })).status).toBe(400);
    expect((await cloud.call('POST', '/reporting/exports', { as: 'staff', body })).status).toBe(400);
  });
});
