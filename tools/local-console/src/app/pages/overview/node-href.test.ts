import { describe, expect, it } from '@jest/globals';
import { node } from './graph.fixture.ts';
import { nodeHref } from './node-href.ts';

describe('nodeHref', () => {
  it.each([
    ['table', 'orders-table-1', '/data/tables/orders-table-1'],
    ['queue', 'http://127.0.0.1:4566/000000000000/placements', '/messages/queues/placements'],
    ['topic', 'arn:aws:sns:us-east-1:1:orders', '/messages/topics/orders'],
    ['state-machine', 'arn:aws:states:us-east-1:1:stateMachine:saga', '/workflows?machine=saga'],
    ['function', 'place-order', '/traces?text=place-order'],
  ] as const)('leads from a %s to its page', (kind, ref, href) => {
    expect(nodeHref({ ...node('orders/Any', kind), ref })).toBe(href);
  });
});
