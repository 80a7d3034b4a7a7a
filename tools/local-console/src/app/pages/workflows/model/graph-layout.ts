import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { StateGraph, StateNode } from './state-graph.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  /** By node; relative to the container of a node. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** By transition; absolute. */
  readonly routes: ReadonlyMap<string, { readonly points: readonly Point[]; readonly label?: Box }>;
}

const STATE = { width: 208, height: 42 };
const SIZES: Partial<Readonly<Record<StateNode['type'], { width: number; height: number }>>> = {
  Start: { width: 64, height: 28 },
  End: { width: 64, height: 28 },
};
const LABEL_HEIGHT = 14;
const LABEL_CHARACTERS = 30;
// Of the label's font.
const CHARACTER_WIDTH = 6.1;

// cspell:ignore BRANDES KOEPF -- the authors of an algorithm

/** https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html */
const LAYERED = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeNodeBetweenLayers': '10',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.padding': '[top=44,left=18,bottom=18,right=18]',
};

/** Converts a graph to the input of ELK: states inside their containers, each transition in the container of its states. */
export function toElkGraph({ nodes, transitions }: StateGraph): ElkNode {
  const parentOf = new Map(nodes.map(({ id, parentId }) => [id, parentId]));
  const childrenOf = (parentId: string | undefined): ElkNode[] =>
    nodes
      .filter((node) => node.parentId === parentId)
      .map(({ id, type }) => {
        const children = childrenOf(id);
        if (children.length === 0) return { id, ...(SIZES[type] ?? STATE) };
        return { id, children, edges: edgesIn(id), layoutOptions: LAYERED };
      });
  const edgesIn = (parentId: string | undefined): ElkExtendedEdge[] =>
    transitions
      .filter(({ source }) => parentOf.get(source) === parentId)
      .map(({ id, source, target, label }) => ({
        id,
        sources: [source],
        targets: [target],
        ...(label !== undefined && { labels: [toLabel(id, label)] }),
      }));
  return {
    id: 'root',
    children: childrenOf(undefined),
    edges: edgesIn(undefined),
    layoutOptions: { ...LAYERED, 'org.eclipse.elk.json.edgeCoords': 'ROOT', 'elk.padding': '12' },
  };
}

const toLabel = (transition: string, label: string) => {
  const text = shortLabel(label);
  return {
    id: `label of ${transition}`,
    text,
    width: Math.ceil(text.length * CHARACTER_WIDTH) + 8,
    height: LABEL_HEIGHT,
    layoutOptions: { 'elk.edgeLabels.inline': 'true' },
  };
};

/** The last part of a path says what is compared: `$.result.outcome = done` is `outcome = done`. */
export function shortLabel(label: string): string {
  const short = label.replaceAll(/\$\.(?:\w+\.)*(\w+)/g, '$1');
  return short.length > LABEL_CHARACTERS ? `${short.slice(0, LABEL_CHARACTERS - 1)}…` : short;
}

/** Reads positions and routes from the output of ELK. */
export function fromElkGraph(root: ElkNode): Layout {
  const boxes = new Map<string, Box>();
  const routes = new Map<string, { points: Point[]; label?: Box }>();
  const visit = ({ children = [], edges = [] }: ElkNode): void => {
    for (const { id, x = 0, y = 0, width = 0, height = 0 } of children)
      boxes.set(id, { x, y, width, height });
    for (const edge of edges) {
      const [section] = edge.sections ?? [];
      if (section === undefined) continue;
      const { startPoint, bendPoints = [], endPoint } = section;
      const [label] = edge.labels ?? [];
      routes.set(edge.id, {
        points: [startPoint, ...bendPoints, endPoint],
        ...(label !== undefined && {
          label: { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 },
        }),
      });
    }
    for (const child of children) visit(child);
  };
  visit(root);
  return { boxes, routes };
}

const CORNER = 7;

/** An SVG path along the points, with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M ${first.x} ${first.y}`];
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    if (next === undefined) {
      parts.push(`L ${point.x} ${point.y}`);
      continue;
    }
    const before = towards(point, points[index]!);
    const after = towards(point, next);
    parts.push(`L ${before.x} ${before.y}`, `Q ${point.x} ${point.y} ${after.x} ${after.y}`);
  }
  return parts.join(' ');
}

/** The point on the way from one point to another where its corner begins. */
function towards(from: Point, to: Point): Point {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const part = distance === 0 ? 0 : Math.min(CORNER, distance / 2) / distance;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

/** The states that an execution visited and what connects them; the whole graph if it visited none. */
export function visitedPart(
  graph: StateGraph,
  visited: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): StateGraph {
  const isShown = ({ id, type }: StateNode) => visited.has(id) || type === 'Start' || type === 'End';
  return visited.size === 0
    ? graph
    : {
        nodes: graph.nodes.filter(isShown),
        transitions: graph.transitions.filter(({ id }) => taken.has(id)),
      };
}
