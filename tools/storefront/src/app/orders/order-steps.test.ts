import { describe, expect, it } from '@jest/globals';
import { isUnderWay, orderSteps } from './order-steps.ts';

const [placedAt, dispatchedAt, deliveredAt] = ['2026-03-01T09:00Z', '2026-03-02T09:00Z', '2026-03-03T09:00Z'];
const shipment = {
  shipmentId: 'shp_1',
  carrier: 'DHL',
  trackingNumber: 'JD1',
  lineItems: [],
  dispatchedAt,
};
const times = (order: Parameters<typeof orderSteps>[0]) =>
  orderSteps(order).map(({ title, at }) => [title, at]);

describe('orderSteps', () => {
  it('shows what is still to come', () => {
    expect(times({ status: 'placed', placedAt, shipments: [] })).toEqual([
      ['Placed', placedAt],
      ['Shipped', undefined],
      ['Delivered', undefined],
    ]);
  });

  it('shows carrier and tracking number of each shipment', () => {
    const [, shipped, delivered] = orderSteps({
      status: 'shipped',
      placedAt,
      shipments: [
        { ...shipment, deliveredAt },
        { ...shipment, trackingNumber: 'JD2' },
      ],
    });
    expect(shipped).toMatchObject({ at: dispatchedAt, description: 'DHL JD1, DHL JD2' });
    expect(delivered!.at).toBeUndefined();
  });

  it('is delivered when all shipments are', () => {
    const order = { status: 'delivered', placedAt, shipments: [{ ...shipment, deliveredAt }] } as const;
    expect(times(order).at(-1)).toEqual(['Delivered', deliveredAt]);
  });

  it('ends with the cancellation', () => {
    const cancellation = { reason: 'mistake', requestedAt: placedAt, canceledAt: dispatchedAt };
    expect(times({ status: 'canceled', placedAt, shipments: [], cancellation })).toEqual([
      ['Placed', placedAt],
      ['Canceled', dispatchedAt],
    ]);
  });
});

it('keeps asking for orders that can change', () => {
  expect(
    (['placed', 'shipped', 'delivered', 'canceled'] as const).map((status) => isUnderWay({ status })),
  ).toEqual([true, true, false, false]);
});
