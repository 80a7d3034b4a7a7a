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
        node('orders/place', 'function'),
        node('platform/Logs', 'bucket'),
        node('payments/Failed', 'dead-letter-queue'),
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
        edge('dead-letter', 'orders/Topic', 'payments/Failed'),
      ],
    };

    const { nodes, edges } = systemView(graph);

    expect(nodes.map(({ id, counts }) => [id, counts])).toEqual([
      ['external/clients', { external: 1 }],
      ['orders', { api: 1, topic: 1, 'state-machine': 1, function: 1 }],
      ['payments', { queue: 1, function: 2, 'dead-letter-queue': 1 }],
    ]);
    expect(edges.map(({ id, labels }) => [id, labels])).toEqual([
      ['request: external/clients → orders', []],
      ['event: orders → payments', ['OrderCanceled']],
      ['command: orders → payments', ['CapturePayment', 'refund']],
    ]);
  });

  it('counts every resource of a service that runs something, and folds every edge between them once', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { nodes, edges } = systemView(graph);
        const unit = (id: string) => (id.startsWith('external/') ? id : (id.split('/')[0] ?? ''));
        const ids = new Set(nodes.map(({ id }) => id));
        const counted = nodes
          .flatMap(({ counts }) => Object.values(counts))
          .reduce((sum, count) => sum + count, 0);
        const between = graph.edges.filter(
          ({ kind, source, target }) =>
            kind !== 'dead-letter' &&
            unit(source) !== unit(target) &&
            [source, target].every((end) => ids.has(unit(end))),
        );
        const running = graph.nodes.filter(({ kind }) => kind === 'function').map(({ service }) => service);
        expect([...ids].filter((id) => !id.startsWith('external/')).toSorted()).toEqual(
          [...new Set(running)].toSorted(),
        );
        expect(counted).toBe(graph.nodes.filter(({ id }) => ids.has(unit(id))).length);
        expect(edges.flatMap(({ parts }) => parts.map(({ id }) => id)).toSorted()).toEqual(
          between.map(({ id }) => id).toSorted(),
        );
      }),
    );
  });
});
