import type { Graph, GraphEdge, GraphNode, NodeKind } from '../../../server/graph/graph.ts';
import { nodeHref } from './node-href.ts';
import { serviceView } from './service-view.ts';
import { systemView } from './system-view.ts';

/** A box of the graph or a row of the list, at either level. */
export interface DrawnNode {
  readonly id: string;
  readonly name: string;
  /** The icon; a service has none of its own. */
  readonly kind: NodeKind | 'service';
  /** Below the name. */
  readonly lines: readonly string[];
  /** Whether it belongs to what is shown, or is only a neighbor. */
  readonly isNeighbor: boolean;
  readonly href: string;
  /** See LayoutNode. */
  readonly column?: number;
  /** Ids whose badges it shows. */
  readonly badgeIds: readonly string[];
}

export type Tone = 'request' | 'event' | 'command' | 'data' | 'dead-letter';

/** A line of the graph. */
export interface DrawnEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly tone: Tone;
  readonly labels: readonly string[];
  readonly parts: readonly GraphEdge[];
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** What the overview draws: the whole system, or one service. */
export const toDrawing = (graph: Graph, service: string | undefined): Drawing =>
  service === undefined ? drawSystem(graph) : drawService(graph, service);

const summarized: readonly (readonly [kind: NodeKind, one: string, many: string])[] = [
  ['route', 'route', 'routes'],
  ['function', 'function', 'functions'],
  ['table', 'table', 'tables'],
  ['queue', 'queue', 'queues'],
  ['topic', 'topic', 'topics'],
  ['state-machine', 'workflow', 'workflows'],
  ['task', 'task', 'tasks'],
  ['bucket', 'bucket', 'buckets'],
  ['schedule', 'schedule', 'schedules'],
];

function drawSystem(graph: Graph): Drawing {
  const { nodes, edges } = systemView(graph);
  const external = new Map(
    graph.nodes.filter(({ kind }) => kind === 'external').map((node) => [node.id, node]),
  );
  return {
    nodes: nodes.map(({ id, name, isExternal, counts }): DrawnNode => {
      const party = external.get(id);
      if (isExternal && party !== undefined)
        return {
          id,
          name,
          kind: 'external',
          lines: [],
          isNeighbor: true,
          href: nodeHref(party),
          badgeIds: [],
        };
      const texts = summarized.flatMap(([kind, one, many]) => {
        const count = counts[kind] ?? 0;
        return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
      });
      return {
        id,
        name,
        kind: 'service',
        lines: [texts.slice(0, 3).join(' · '), texts.slice(3).join(' · ')].filter((line) => line !== ''),
        isNeighbor: false,
        href: `/?service=${encodeURIComponent(id)}`,
        badgeIds: [id],
      };
    }),
    edges: edges.map(({ kind, ...edge }): DrawnEdge => ({ ...edge, tone: kind })),
  };
}

/** What comes in is at the left, what runs in the middle, what is kept and passed on at the right. */
const columns: Readonly<Partial<Record<NodeKind, number>>> = {
  api: 1,
  queue: 1,
  schedule: 1,
  'user-pool': 1,
  'state-machine': 2,
  function: 2,
  task: 2,
  table: 3,
  bucket: 3,
  topic: 3,
  'dead-letter-queue': 3,
};

function drawService(graph: Graph, service: string): Drawing {
  const { nodes, edges } = serviceView(graph, service);
  const sources = new Set(edges.map(({ source }) => source));
  return {
    nodes: nodes.map(({ id, node, routes, deadLetterQueue, isPortal }): DrawnNode => {
      if (isPortal) return { ...drawPortal(id, node), column: sources.has(id) ? 0 : 4 };
      const column = columns[node.kind];
      return {
        id,
        name: node.name,
        kind: node.kind,
        lines: [...routes, ...(node.hasStream === true ? ['with a stream'] : [])],
        isNeighbor: false,
        href: nodeHref(node),
        ...(column === undefined ? {} : { column }),
        badgeIds: [node.id, ...(deadLetterQueue === undefined ? [] : [deadLetterQueue.id])],
      };
    }),
    edges: edges.map(({ kinds, ...edge }): DrawnEdge => ({
      ...edge,
      tone: kinds.map((kind) => tones[kind])[0] ?? 'command',
    })),
  };
}

/** Another service, or a party outside the system. */
function drawPortal(id: string, node: GraphNode): DrawnNode {
  const isExternal = node.kind === 'external';
  return {
    id,
    name: isExternal ? node.name : node.service,
    kind: isExternal ? 'external' : 'service',
    lines: [],
    isNeighbor: true,
    href: isExternal ? nodeHref(node) : `/?service=${encodeURIComponent(node.service)}`,
    badgeIds: [],
  };
}

const tones: Readonly<Record<GraphEdge['kind'], Tone>> = {
  request: 'request',
  contains: 'request',
  event: 'event',
  message: 'event',
  stream: 'event',
  schedule: 'command',
  trigger: 'command',
  step: 'command',
  invoke: 'command',
  read: 'data',
  write: 'data',
  'dead-letter': 'dead-letter',
};
