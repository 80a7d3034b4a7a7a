import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toDrawing } from './drawing.ts';
import { anyGraph, edge, node } from './graph.fixture.ts';

describe('toDrawing', () => {
  const graph = {
    nodes: [
      node('external/clients', 'external'),
      node('orders/Api', 'api'),
      node('orders/list', 'function'),
      { ...node('orders/Orders', 'table'), hasStream: true, ref: 'orders-1' },
      node('payments/capture', 'function'),
    ],
    edges: [
      edge('request', 'external/clients', 'orders/Api'),
      edge('read', 'orders/list', 'orders/Orders'),
      edge('invoke', 'orders/list', 'payments/capture'),
    ],
  };

  it('counts the resources of each service and leads into it', () => {
    const orders = toDrawing(graph, undefined).nodes.find(({ id }) => id === 'orders');
    expect(orders).toMatchObject({
      kind: 'service',
      lines: ['1 function · 1 table'],
      href: '/?service=orders',
    });
  });

  it('shows the resources of a service between what reaches it and what it reaches', () => {
    const { nodes } = toDrawing(graph, 'orders');
    expect(nodes.map(({ name, column, href }) => [name, column, href])).toEqual([
      ['Api', 1, '/traces?service=orders'],
      ['list', 2, '/traces?text=list'],
      ['Orders', 3, '/data/tables/orders-1'],
      ['clients', 0, '/traces'],
      ['payments', 4, '/?service=payments'],
    ]);
  });

  it('draws both ends of every line at both levels', () => {
    fc.assert(
      fc.property(anyGraph, fc.constantFrom(undefined, 'orders', 'payments'), (any, service) => {
        const { nodes, edges } = toDrawing(any, service);
        const ids = new Set(nodes.map(({ id }) => id));
        expect(edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
      }),
    );
  });
});
