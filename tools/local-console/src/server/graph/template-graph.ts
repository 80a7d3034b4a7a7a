import type { Stack } from '../../../../workspace/src/templates/stack.ts';
import type { Graph, GraphEdge, GraphNode } from './graph.ts';
import { connect, declaredEdges } from './edges.ts';
import { externalParties } from './external-parties.ts';
import { resourceNodes } from './nodes.ts';
import { markTemplates } from './resolved-templates.ts';
import { roleEdges } from './role-edges.ts';
import { routes } from './routes.ts';

/**
 * Derives the architecture from the packaged templates: what exists, and what can reach what.
 *
 * @param stacks the packaged services; a reference to a service that is not among them makes no edge
 * @throws TemplateError for a function of CloudFormation that the workspace does not support
 */
export function templateGraph(stacks: readonly Stack[]): Graph {
  const resources = markTemplates(stacks);
  const api = routes(resources);
  const roles = roleEdges(resources);
  const external = externalParties(resources);
  const nodes = uniqueById<GraphNode>([
    ...external.nodes,
    ...resourceNodes(resources),
    ...api.nodes,
    ...roles.nodes,
  ]);
  const known = new Map(nodes.map((node) => [node.id, node]));
  const declared = [...external.edges, ...api.edges, ...declaredEdges(resources)];
  // The permission to write to its own dead-letter queue is what the dead-letter edge says already.
  const called = roles.edges.filter(({ target }) => known.get(target)?.kind !== 'dead-letter-queue');
  const edges = mergeLabels([...declared, ...called]).filter(
    ({ source, target }) => known.has(source) && known.has(target) && source !== target,
  );
  return { nodes, edges };
}

const uniqueById = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** Two subscriptions or states between the same ends are one edge with the labels of both. */
function mergeLabels(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const merged = new Map<string, GraphEdge>();
  for (const edge of edges) {
    const labels = [...new Set([...(merged.get(edge.id)?.labels ?? []), ...edge.labels])];
    merged.set(edge.id, connect(edge.kind, edge.source, edge.target, labels));
  }
  return [...merged.values()];
}
