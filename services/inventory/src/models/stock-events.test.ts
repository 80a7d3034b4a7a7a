import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { stockEvents } from './stock-events.ts';

const productId = newId('prd');
const stock = (available: number, reserved: number, version: number) => ({
  productId,
  available,
  reserved,
  version,
});

describe('stockEvents', () => {
  it('tells that another number of pieces can be sold', () => {
    const [event] = stockEvents({ before: stock(5, 0, 1), after: stock(3, 2, 2) });
    expect(event).toMatchObject({ subject: productId, revision: 2, data: { productId, available: 3 } });
    expect(stockEvents({ after: stock(5, 0, 1) })).toHaveLength(1);
  });

  it('keeps to itself that reserved pieces were sold', () => {
    expect(stockEvents({ before: stock(3, 2, 2), after: stock(3, 0, 3) })).toEqual([]);
  });
});
