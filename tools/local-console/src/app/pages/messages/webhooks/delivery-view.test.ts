import { describe, expect, it } from '@jest/globals';
import { findTable, lastResult, sortDeliveries, type WebhookDelivery } from './delivery-view.ts';

const delivery = (change: Partial<WebhookDelivery>): WebhookDelivery => ({
  deliveryId: 'dlv_1',
  endpointId: 'whe_1',
  type: 'order.placed',
  status: 'pending',
  createdAt: '2030-01-01T12:00:00Z',
  ...change,
});

describe('findTable', () => {
  it('finds a table of notifications only', () => {
    const tables = [
      'tradewind-orders-local-DeliveriesTable-0A1B2C3D4E5F',
      'tradewind-notifications-local-DeliveriesTable-0A1B2C3D4E5F',
    ];
    expect(findTable(tables, 'DeliveriesTable')).toBe(tables[1]);
    expect(findTable(tables, 'EndpointsTable')).toBeUndefined();
  });
});

describe('a delivery', () => {
  it('has the result of its last attempt', () => {
    const attempts = [
      { at: '', error: 'ECONNREFUSED' },
      { at: '', statusCode: 200 },
    ];
    expect(lastResult(delivery({ attempts }))).toBe('200');
    expect(lastResult(delivery({ attempts: attempts.slice(0, 1) }))).toBe('ECONNREFUSED');
    expect(lastResult(delivery({}))).toBe('');
  });

  it('is listed newest first', () => {
    const newer = delivery({ createdAt: '2030-01-02T12:00:00Z' });
    expect(sortDeliveries([delivery({}), newer])[0]).toBe(newer);
  });
});
