import { describe, expect, it } from '@jest/globals';
import { decodedCsv } from '../../test/decoded.ts';
import { orderPlaced } from '../../test/order-events.ts';
import { newCopy, withPlacement, type PlacedOrderCopy } from '../models/order-copy.ts';
import { reportRow } from '../models/order-report.ts';
import { csvHeader, csvRows } from './csv-rows.ts';

function written(over: Parameters<typeof orderPlaced>[0]) {
  const event = orderPlaced(over);
  const copy = withPlacement(newCopy(event.data.orderId), event) as PlacedOrderCopy;
  return decodedCsv(Buffer.from(csvHeader() + csvRows([reportRow(copy)])))[0]!;
}

describe('csvRows', () => {
  it('writes amounts, instants and lists so that they can be read back', () => {
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

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('takes the sting out of %j', (shippingOption) => {
    expect(written({ shippingOption })['shipping_option']).toBe(`'${shippingOption}`);
  });
});
