import { describe, expect, it } from '@jest/globals';
import { decodedParquet } from '../../test/decoded.ts';
import { orderCanceled, orderPlaced } from '../../test/order-events.ts';
import { newCopy, withCancellation, withPlacement, type PlacedOrderCopy } from '../models/order-copy.ts';
import { reportColumns, reportRow } from '../models/order-report.ts';
import { parquetFile } from './parquet-file.ts';

async function written(...groups: PlacedOrderCopy[][]) {
  const pieces: Uint8Array[] = [];
  const file = parquetFile(async (bytes) => void pieces.push(bytes));
  for (const copies of groups) await file.writeRows(copies.map(reportRow));
  await file.finish();
  return { pieces, ...(await decodedParquet(Buffer.concat(pieces))) };
}
const event = orderPlaced();
const guest = orderPlaced({ placedAt: '2030-01-02T00:00:00.000Z' });
delete guest.data.customerId;
const placed = withPlacement(newCopy(event.data.orderId), event) as PlacedOrderCopy;
const canceled = withCancellation(
  withPlacement(newCopy(guest.data.orderId), guest),
  orderCanceled(guest.data.orderId),
) as PlacedOrderCopy;

describe('parquetFile', () => {
  it('keeps types: instants, 64-bit amounts, text, and lists', async () => {
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
        pieces: 2n,
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

  it('goes out row group by row group, whole groups of empty cells included', async () => {
    const { rows, rowGroups, pieces } = await written([placed], [canceled, placed], [placed]);
    expect([rowGroups, pieces.length]).toEqual([3, 4]);
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

  it('can be read when it holds nothing', async () => {
    expect(await written()).toMatchObject({ rows: [], rowGroups: 0 });
  });
});
