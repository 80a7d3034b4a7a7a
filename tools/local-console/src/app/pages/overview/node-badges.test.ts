import { describe, expect, it } from '@jest/globals';
import { node } from './graph.fixture.ts';
import { assignBadges } from './node-badges.ts';

describe('assignBadges', () => {
  const graph = {
    nodes: [
      { ...node('orders/Place', 'function'), ref: 'tradewind-orders-local-place' },
      { ...node('orders/PlaceOrder', 'function'), ref: 'tradewind-orders-local-place-order' },
      node('orders/Failed', 'dead-letter-queue'),
      node('payments/Failed', 'dead-letter-queue'),
    ],
    edges: [],
  };

  it('shows an alarm at its service and at its function', () => {
    const alarm = 'tradewind-orders-local-place-order-errors';
    const badgesOf = assignBadges(graph, [alarm], new Map());
    expect(badgesOf('orders').alarms).toEqual([alarm]);
    expect(badgesOf('orders/PlaceOrder').alarms).toEqual([alarm]);
    expect(badgesOf('orders/Place').alarms).toEqual([]);
    expect(badgesOf('payments').alarms).toEqual([]);
  });

  it('adds up the dead letters of a service', () => {
    const badgesOf = assignBadges(graph, [], new Map([['orders/Failed', 2]]));
    expect([badgesOf('orders').deadLetters, badgesOf('orders/Failed').deadLetters]).toEqual([2, 2]);
    expect(badgesOf('payments').deadLetters).toBe(0);
  });
});
