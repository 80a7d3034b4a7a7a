import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { toChangedItem, toStockEvent } from './stock-events.ts';

const productId = newId('prd');
const item = (available: number, version: number, holds: Record<string, number> = {}) => ({
  stockId: productId,
  available,
  version,
  holds,
});

describe('a stock event', () => {
  it('reports the available units of the product', () => {
    expect(toStockEvent({ productId, available: 3, version: 2 })).toMatchObject({
      subject: productId,
      revision: 2,
      data: { productId, available: 3 },
    });
  });

  it('follows from a change of the available units only', () => {
    expect(toChangedItem({ before: item(5, 1), after: item(3, 2) })).toMatchObject({ version: 2 });
    expect(toChangedItem({ after: item(5, 1) })).toMatchObject({ version: 1 });
    expect(toChangedItem({ before: item(3, 2, { hold: 2 }), after: item(3, 2) })).toBeUndefined();
    expect(toChangedItem({ before: item(3, 2) })).toBeUndefined();
  });
});
