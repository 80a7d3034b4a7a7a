import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyGraph, edge, node } from './graph.fixture.ts';
import { systemView } from './system-view.ts';

describe('systemView', () => {
  it('folds resources into counted services and their connections into edges by kind', () => {
    const graph = {
      nodes: [
        node('external/clients', 'external'),
        node('orders/Api', 'api'),
        node('orders/Topic', 'topic'),
        node('orders/Saga', 'state-machine'),
        node('payments/Refunds', 'queue'),
        node('payments/capture', 'function'),
        node('payments/refund', 'function'),
      ],
      edges: [
        edge('request', 'external/clients', 'orders/Api'),
        edge('event', 'orders/Topic', 'payments/Refunds', ['OrderCanceled']),
        edge('step', 'orders/Saga', 'payments/capture', ['CapturePayment']),
        edge('invoke', 'orders/Saga', 'payments/refund'),
        edge('message', 'payments/Refunds', 'payments/refund'),
      ],
    };

    const { nodes, edges } = systemView(graph);

    expect(nodes.map(({ id, counts }) => [id, counts])).toEqual([
      ['external/clients', { external: 1 }],
      ['orders', { api: 1, topic: 1, 'state-machine': 1 }],
      ['payments', { queue: 1, function: 2 }],
    ]);
    expect(edges.map(({ id, labels }) => [id, labels])).toEqual([
      ['request: external/clients → orders', []],
      ['event: orders → payments', ['OrderCanceled']],
      ['command: orders → payments', ['CapturePayment', 'refund']],
    ]);
  });

  it('counts every node once and folds every edge between services once', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { nodes, edges } = systemView(graph);
        const counted = nodes
          .flatMap(({ counts }) => Object.values(counts))
          .reduce((sum, count) => sum + count, 0);
        const unit = (id: string) => (id.startsWith('external/') ? id : id.split('/')[0]);
        const between = graph.edges.filter(({ source, target }) => unit(source) !== unit(target));
        const ids = new Set(nodes.map(({ id }) => id));
        expect(counted).toBe(graph.nodes.length);
        expect(edges.flatMap(({ parts }) => parts.map(({ id }) => id)).toSorted()).toEqual(
          between.map(({ id }) => id).toSorted(),
        );
        expect(edges.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
      }),
    );
  });
});
