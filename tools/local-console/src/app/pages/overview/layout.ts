import type { ElkNode } from 'elkjs/lib/elk-api.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Nodes of a lower column are further left, or further up. */
  readonly column?: number;
}

/** What a layout places: boxes of a known size, and connections between them. */
export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corners. */
  readonly positions: ReadonlyMap<string, Point>;
  /** From the source to the target, bends included. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

/** The parts of ELK that are used; it runs in a web worker. */
export interface LayoutEngine {
  layout(graph: ElkNode): Promise<ElkNode>;
}

// https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html
const options = {
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '44',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '9',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'true',
  'elk.partitioning.activate': 'true',
};

export type Direction = 'RIGHT' | 'DOWN';

/** Places a graph in layers in one direction. */
export async function layOut(
  input: LayoutInput,
  direction: Direction,
  engine: LayoutEngine,
): Promise<Layout> {
  const placed = await engine.layout({
    id: 'root',
    layoutOptions: { ...options, 'elk.direction': direction },
    children: input.nodes.map(({ id, width, height, column }) => ({
      id,
      width,
      height,
      ...(column === undefined ? {} : { layoutOptions: { 'elk.partitioning.partition': String(column) } }),
    })),
    edges: input.edges.map(({ id, source, target }) => ({ id, sources: [source], targets: [target] })),
  });
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    positions: new Map((placed.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x, y }])),
    routes: new Map(
      (placed.edges ?? []).map(({ id, sections }) => [
        id,
        (sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
          startPoint,
          ...bendPoints,
          endPoint,
        ]),
      ]),
    ),
  };
}

/** Places a graph in the direction in which it fills a window of a shape best. */
export async function layOutToFit(
  input: LayoutInput,
  aspectRatio: number,
  engine: LayoutEngine,
): Promise<Layout> {
  const [right, down] = await Promise.all([layOut(input, 'RIGHT', engine), layOut(input, 'DOWN', engine)]);
  return scaleOf(down, aspectRatio) > scaleOf(right, aspectRatio) ? down : right;
}

/** How large a layout is drawn in a window of height 1. */
const scaleOf = ({ width, height }: Layout, aspectRatio: number): number =>
  Math.min(aspectRatio / Math.max(width, 1), 1 / Math.max(height, 1));

const CORNER = 6;

/** @returns an SVG path through the points with rounded corners */
export function roundedPath(points: readonly Point[]): string {
  const [start, ...others] = points;
  if (start === undefined) return '';
  const parts = [`M ${start.x} ${start.y}`];
  others.forEach((point, index) => {
    const before = points[index];
    const after = others[index + 1];
    if (before === undefined || after === undefined) return void parts.push(`L ${point.x} ${point.y}`);
    const enter = towards(point, before, CORNER);
    const leave = towards(point, after, CORNER);
    parts.push(`L ${enter.x} ${enter.y}`, `Q ${point.x} ${point.y} ${leave.x} ${leave.y}`);
  });
  return parts.join(' ');
}

/** A point at a distance from the first on the way to the second, at most half of the way. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** @returns the middle of the longest part of a route: where a label has the most room */
export function labelPoint(points: readonly Point[]): Point {
  let best: { readonly length: number; readonly point: Point } | undefined;
  for (const [index, from] of points.entries()) {
    const to = points[index + 1];
    if (to === undefined) break;
    // Labels are wide: horizontal parts are better than vertical ones.
    const length = Math.abs(to.x - from.x) * 2 + Math.abs(to.y - from.y);
    if (best === undefined || length > best.length)
      best = { length, point: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
  }
  return best?.point ?? points[0] ?? { x: 0, y: 0 };
}
