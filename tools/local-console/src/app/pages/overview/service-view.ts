import type { EdgeKind, Graph, GraphEdge, GraphNode, NodeKind } from '../../../server/graph/graph.ts';

/** A resource of the chosen service, or the portal to another service or external party. */
export interface ServiceNode {
  readonly id: string;
  readonly node: GraphNode;
  /** The routes that lead to this function. */
  readonly routes: readonly string[];
  /** The dead-letter queue of this queue. */
  readonly deadLetterQueue?: GraphNode;
  /** `true` for another service, named by `node.service`. */
  readonly isPortal: boolean;
}

export interface ServiceEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kinds: readonly EdgeKind[];
  readonly labels: readonly string[];
  /** The edges of the graph that this one represents. */
  readonly parts: readonly GraphEdge[];
}

export interface ServiceView {
  readonly nodes: readonly ServiceNode[];
  readonly edges: readonly ServiceEdge[];
}

/** Prefix of the id of a portal, so that it cannot be the id of a resource. */
const PORTAL = 'portal:';

/**
 * Shows one service so that it stays readable: routes become a line of their function, a dead-letter queue a line of its
 * queue, other services one portal each, and parameters are left out.
 */
export function serviceView({ nodes, edges }: Graph, service: string): ServiceView {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isKind = (id: string, kind: NodeKind) =>
    byId.get(id)?.kind === kind && byId.get(id)?.service === service;
  const routeTargets = new Map(
    edges
      .filter(({ source, target }) => isKind(source, 'route') && isKind(target, 'function'))
      .map(({ source, target }) => [source, target]),
  );
  const queueOf = foldedDeadLetterQueues({ nodes, edges });

  /** The node that represents a node in this view; undefined if none does. */
  const place = (id: string): string | undefined => {
    const node = byId.get(id);
    if (node === undefined || node.kind === 'parameter') return undefined;
    if (node.service !== service) return PORTAL + (node.kind === 'external' ? node.id : node.service);
    return queueOf.get(id) ?? routeTargets.get(id) ?? id;
  };

  const shown = new Map<string, ServiceNode>();
  for (const node of nodes.filter((each) => each.service === service && place(each.id) === each.id))
    shown.set(node.id, {
      id: node.id,
      node,
      isPortal: false,
      routes: [...routeTargets].flatMap(([route, target]) =>
        target === node.id ? [byId.get(route)?.name ?? route] : [],
      ),
      ...deadLetterQueueOf(node.id, queueOf, byId),
    });

  const folded = new Map<string, ServiceEdge>();
  for (const edge of edges) {
    const ends = [byId.get(edge.source), byId.get(edge.target)];
    if (!ends.some((end) => end?.service === service)) continue;
    const source = place(edge.source);
    const target = place(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    for (const [id, end] of [
      [source, ends[0]],
      [target, ends[1]],
    ] as const)
      if (!shown.has(id) && end !== undefined) shown.set(id, { id, node: end, routes: [], isPortal: true });
    const id = `${source} → ${target}`;
    const known = folded.get(id);
    folded.set(id, {
      id,
      source,
      target,
      kinds: [...new Set([...(known?.kinds ?? []), edge.kind])],
      labels: [...new Set([...(known?.labels ?? []), ...edge.labels])],
      parts: [...(known?.parts ?? []), edge],
    });
  }
  return { nodes: [...shown.values()], edges: [...folded.values()] };
}

/**
 * By dead-letter queue, the one queue of its service that it belongs to; the topics that feed the queue may use it as well.
 * A dead-letter queue that several share, or that a function reads, stays a node of its own.
 */
function foldedDeadLetterQueues({ nodes, edges }: Graph): ReadonlyMap<string, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const folded = new Map<string, string>();
  for (const { id, service } of nodes.filter(({ kind }) => kind === 'dead-letter-queue')) {
    if (edges.some(({ source }) => source === id)) continue;
    const own = edges.flatMap(({ source, target }) =>
      target === id && byId.get(source)?.service === service ? [source] : [],
    );
    const [only, ...others] = new Set(own);
    if (only !== undefined && others.length === 0 && byId.get(only)?.kind === 'queue') folded.set(id, only);
  }
  return folded;
}

function deadLetterQueueOf(
  queue: string,
  queueOf: ReadonlyMap<string, string>,
  byId: ReadonlyMap<string, GraphNode>,
): { readonly deadLetterQueue?: GraphNode } {
  const id = [...queueOf].find(([, source]) => source === queue)?.[0];
  const deadLetterQueue = id === undefined ? undefined : byId.get(id);
  return deadLetterQueue === undefined ? {} : { deadLetterQueue };
}
