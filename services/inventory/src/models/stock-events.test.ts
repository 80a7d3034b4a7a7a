import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { toStockEvents } from './stock-events.ts';

const productId = newId('prd');
const stock = (available: number, reserved: number, version: number) => ({
  productId,
  available,
  reserved,
  version,
});

describe('stockEvents', () => {
  it('returns a StockChanged event when the available quantity changes', () => {
    const [event] = toStockEvents({ before: stock(5, 0, 1), after: stock(3, 2, 2) });
    expect(event).toMatchObject({ subject: productId, revision: 2, data: { productId, available: 3 } });
    expect(toStockEvents({ after: stock(5, 0, 1) })).toHaveLength(1);
  });

  it('returns no event when only the reserved quantity changes', () => {
    expect(toStockEvents({ before: stock(3, 2, 2), after: stock(3, 0, 3) })).toEqual([]);
  });
});
