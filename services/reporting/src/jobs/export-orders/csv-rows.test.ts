import { describe, expect, it } from '@jest/globals';
import { decodeCsv } from '../../../test/decode.ts';
import { orderPlaced } from '../../../test/order-events.ts';
import {
  newOrderProjection,
  withPlacement,
  type PlacedOrderProjection,
} from '../../models/order-projection.ts';
import { toReportRow } from '../../models/order-report.ts';
import { csvHeader, csvRows } from './csv-rows.ts';

function written(over: Parameters<typeof orderPlaced>[0]) {
  const event = orderPlaced(over);
  const order = withPlacement(newOrderProjection(event.data.orderId), event) as PlacedOrderProjection;
  return decodeCsv(Buffer.from(csvHeader() + csvRows([toReportRow(order)])))[0]!;
}

describe('csvRows', () => {
  it('writes amounts, times and arrays that can be parsed', () => {
    const title = 'Mug, "large"\nblue';
    const lineItems = [{ ...orderPlaced().data.lineItems[0]!, title }];
    const row = written({ lineItems });
    expect(row).toMatchObject({
      placed_at: '2030-01-01T12:00:00.000Z',
      total: '2990',
      canceled_at: '',
    });
    expect(JSON.parse(row['line_items']!)).toMatchObject([{ title, unit_price: 1250 }]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('escapes the formula %j', (shippingOption) => {
    expect(written({ shippingOption })['shipping_option']).toBe(`'${shippingOption}`);
  });
});
