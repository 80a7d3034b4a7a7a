import type { EdgeKind, Graph, GraphEdge, NodeKind } from '../../../server/graph/graph.ts';

/** A service, or a party outside the system, at the level where resources are only counted. */
export interface SystemNode {
  readonly id: string;
  readonly name: string;
  readonly isExternal: boolean;
  /** By kind, the number of resources; kinds that are missing have none. */
  readonly counts: Readonly<Partial<Record<NodeKind, number>>>;
}

/** How one service reaches another: by its API, by an event, or by calling what it owns. */
export type SystemEdgeKind = 'request' | 'event' | 'command';

export interface SystemEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kind: SystemEdgeKind;
  /** Event types, or the names of what is called. */
  readonly labels: readonly string[];
  /** The edges between resources that this one represents. */
  readonly parts: readonly GraphEdge[];
}

export interface SystemView {
  readonly nodes: readonly SystemNode[];
  readonly edges: readonly SystemEdge[];
}

const kindOf: Readonly<Partial<Record<EdgeKind, SystemEdgeKind>>> = {
  request: 'request',
  event: 'event',
  contains: 'request',
};

/**
 * Folds the resources into their services. Left out are services that run nothing, and where failures end up: that is shown
 * in the service itself.
 */
export function systemView({ nodes, edges }: Graph): SystemView {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const unitOf = (id: string): string | undefined => {
    const node = byId.get(id);
    return node === undefined || node.kind !== 'external' ? node?.service : node.id;
  };

  const running = new Set(
    nodes.flatMap(({ kind, service }) => (kind === 'function' || kind === 'task' ? [service] : [])),
  );
  const units = new Map<string, { -readonly [Key in keyof SystemNode]: SystemNode[Key] }>();
  for (const node of nodes) {
    const isExternal = node.kind === 'external';
    const id = isExternal ? node.id : node.service;
    if (!isExternal && !running.has(node.service)) continue;
    const unit = units.get(id) ?? { id, name: isExternal ? node.name : node.service, isExternal, counts: {} };
    units.set(id, { ...unit, counts: { ...unit.counts, [node.kind]: (unit.counts[node.kind] ?? 0) + 1 } });
  }

  const folded = new Map<string, SystemEdge>();
  for (const edge of edges) {
    const source = unitOf(edge.source);
    const target = unitOf(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    if (edge.kind === 'dead-letter' || !units.has(source) || !units.has(target)) continue;
    const kind = kindOf[edge.kind] ?? 'command';
    const id = `${kind}: ${source} → ${target}`;
    const known = folded.get(id);
    folded.set(id, {
      id,
      source,
      target,
      kind,
      labels: [...new Set([...(known?.labels ?? []), ...labelsOf(edge, byId.get(edge.target)?.name)])],
      parts: [...(known?.parts ?? []), edge],
    });
  }
  return { nodes: [...units.values()], edges: [...folded.values()] };
}

/** The states of a workflow and the types of events speak for themselves; other calls are named by their target. */
function labelsOf({ kind, labels }: GraphEdge, target: string | undefined): readonly string[] {
  if (kind === 'event' || kind === 'step') return labels;
  return kind === 'request' || target === undefined ? [] : [target];
}
