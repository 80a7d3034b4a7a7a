import { describe, expect, it } from '@jest/globals';
import { decodeParquet } from '../../../test/decode.ts';
import { orderCanceled, orderPlaced } from '../../../test/order-events.ts';
import {
  newOrderProjection,
  withCancellation,
  withPlacement,
  type PlacedOrderProjection,
} from '../../models/order-projection.ts';
import { reportColumns, toReportRow } from '../../models/order-report.ts';
import { parquetWriter } from './parquet-writer.ts';

async function written(...groups: PlacedOrderProjection[][]) {
  const chunks: Uint8Array[] = [];
  const file = parquetWriter(async (bytes) => void chunks.push(bytes));
  for (const orders of groups) await file.writeRows(orders.map(toReportRow));
  await file.finish();
  return { chunks, ...(await decodeParquet(Buffer.concat(chunks))) };
}
const event = orderPlaced();
const guest = orderPlaced({ placedAt: '2030-01-02T00:00:00.000Z' });
delete guest.data.customerId;
const placed = withPlacement(newOrderProjection(event.data.orderId), event) as PlacedOrderProjection;
const canceled = withCancellation(
  withPlacement(newOrderProjection(guest.data.orderId), guest),
  orderCanceled(guest.data.orderId),
) as PlacedOrderProjection;

describe('parquetWriter', () => {
  it('preserves types: times, 64-bit amounts, strings and arrays', async () => {
    const { rows } = await written([placed]);
    expect(rows).toEqual([
      {
        order_id: placed.orderId,
        placed_at: new Date('2030-01-01T12:00:00.000Z'),
        status: 'placed',
        customer_id: event.data.customerId,
        country: 'DE',
        shipping_option: 'standard',
        currency: 'EUR',
        subtotal: 2500n,
        discount: 0n,
        shipping: 490n,
        tax: 399n,
        total: 2990n,
        refunded_total: 0n,
        units: 2n,
        line_items: [
          {
            product_id: event.data.lineItems[0]!.productId,
            quantity: 2,
            title: 'Mug',
            unit_price: 1250,
            total: 2500,
          },
        ],
        canceled_at: null,
        first_dispatched_at: null,
        last_delivered_at: null,
      },
    ]);
    expect(Object.keys(rows[0]!)).toEqual(reportColumns.map(({ name }) => name));
  });

  it('writes row group by row group, including groups of empty cells', async () => {
    const { rows, rowGroups, chunks } = await written([placed], [canceled, placed], [placed]);
    expect([rowGroups, chunks.length]).toEqual([3, 4]);
    expect(rows.map((row) => row['customer_id'])).toEqual([
      event.data.customerId,
      null,
      event.data.customerId,
      event.data.customerId,
    ]);
    expect(rows[1]).toMatchObject({
      status: 'canceled',
      canceled_at: new Date('2030-01-01T13:00:00.000Z'),
    });
  });

  it('writes a readable file without rows', async () => {
    expect(await written()).toMatchObject({ rows: [], rowGroups: 0 });
  });
});
