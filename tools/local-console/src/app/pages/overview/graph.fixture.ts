import fc from 'fast-check';
import type { EdgeKind, Graph, GraphEdge, GraphNode, NodeKind } from '../../../server/graph/graph.ts';

export const node = (id: string, kind: NodeKind): GraphNode => ({
  id,
  kind,
  service: id.split('/')[0] ?? '',
  name: id.slice(id.indexOf('/') + 1),
});

export const edge = (kind: EdgeKind, source: string, target: string, labels: string[] = []): GraphEdge => ({
  id: `${kind}: ${source} → ${target}`,
  source,
  target,
  kind,
  labels,
});

/** Any graph of three services and an external party. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .uniqueArray(
    fc.record({
      service: fc.constantFrom('catalog', 'orders', 'payments', 'external'),
      name: fc.constantFrom('A', 'B', 'C', 'D'),
      kind: fc.constantFrom<NodeKind>(
        'api',
        'route',
        'function',
        'queue',
        'dead-letter-queue',
        'table',
        'parameter',
      ),
    }),
    { selector: ({ service, name }) => `${service}/${name}` },
  )
  .map((all) =>
    all.map(({ service, name, kind }) =>
      node(`${service}/${name}`, service === 'external' ? 'external' : kind),
    ),
  )
  .chain((nodes) => {
    const ids = nodes.length === 0 ? undefined : fc.constantFrom(...nodes.map(({ id }) => id));
    const kinds = fc.constantFrom<EdgeKind>(
      'request',
      'contains',
      'event',
      'message',
      'read',
      'write',
      'step',
      'dead-letter',
    );
    const edges = ids === undefined ? fc.constant([]) : fc.array(fc.tuple(kinds, ids, ids));
    return edges.map((triples) => ({
      nodes,
      edges: [...new Map(triples.map((each) => [each.join(), edge(...each)])).values()],
    }));
  });
