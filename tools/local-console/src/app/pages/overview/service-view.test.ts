import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyGraph, edge, node } from './graph.fixture.ts';
import { serviceView } from './service-view.ts';

describe('serviceView', () => {
  const graph = {
    nodes: [
      node('orders/Api', 'api'),
      node('orders/GET /orders', 'route'),
      node('orders/list', 'function'),
      node('orders/Table', 'table'),
      node('orders/Queue', 'queue'),
      node('orders/Failed', 'dead-letter-queue'),
      node('orders/key', 'parameter'),
      node('payments/capture', 'function'),
      node('payments/refund', 'function'),
      node('payments/Topic', 'topic'),
    ],
    edges: [
      edge('contains', 'orders/Api', 'orders/GET /orders'),
      edge('request', 'orders/GET /orders', 'orders/list'),
      edge('read', 'orders/list', 'orders/Table', ['dynamodb:Query']),
      edge('write', 'orders/list', 'orders/Table', ['dynamodb:PutItem']),
      edge('read', 'orders/list', 'orders/key'),
      edge('message', 'orders/Queue', 'orders/list'),
      edge('event', 'payments/Topic', 'orders/Queue', ['PaymentRefunded']),
      edge('dead-letter', 'orders/Queue', 'orders/Failed'),
      edge('dead-letter', 'payments/Topic', 'orders/Failed'),
      edge('invoke', 'orders/list', 'payments/capture'),
      edge('invoke', 'orders/list', 'payments/refund'),
    ],
  };

  it('shows routes in their function, dead-letter queues in their queue and other services as one portal', () => {
    const { nodes, edges } = serviceView(graph, 'orders');

    expect(nodes.map(({ id }) => id)).toEqual([
      'orders/Api',
      'orders/list',
      'orders/Table',
      'orders/Queue',
      'portal:payments',
    ]);
    expect(nodes.find(({ id }) => id === 'orders/list')?.routes).toEqual(['GET /orders']);
    expect(nodes.find(({ id }) => id === 'orders/Queue')?.deadLetterQueue?.id).toBe('orders/Failed');
    expect(edges.map(({ id, kinds }) => [id, kinds])).toEqual([
      ['orders/Api → orders/list', ['contains']],
      ['orders/list → orders/Table', ['read', 'write']],
      ['orders/Queue → orders/list', ['message']],
      ['portal:payments → orders/Queue', ['event', 'dead-letter']],
      ['orders/list → portal:payments', ['invoke']],
    ]);
  });

  it('has both ends of every edge and no resource of another service', () => {
    fc.assert(
      fc.property(anyGraph, (any) => {
        const { nodes, edges } = serviceView(any, 'orders');
        const ids = new Set(nodes.map(({ id }) => id));
        expect(ids.size).toBe(nodes.length);
        expect(edges.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
        expect(nodes.every(({ node: shown, isPortal }) => isPortal === (shown.service !== 'orders'))).toBe(
          true,
        );
      }),
    );
  });
});
