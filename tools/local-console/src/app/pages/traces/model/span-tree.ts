import type { Span } from '../../../../../../local-cloud/src/contract/activity.ts';

/** A span with what it caused, in the order in which it started. */
export interface SpanNode {
  readonly span: Span;
  readonly parent: SpanNode | undefined;
  readonly children: readonly SpanNode[];
}

/** @returns when a span ended; a running span lasts until `now` */
export const endOf = ({ startedAt, durationMillis }: Span, now: number): number =>
  durationMillis === undefined ? Math.max(now, startedAt) : startedAt + durationMillis;

const byStart = (one: Span, other: Span): number =>
  one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1);

/**
 * Builds the tree of causes. A span whose parent is missing, because it was dropped or belongs to another trace, is a root;
 * so is the earliest span of a circle.
 */
export function buildTree(spans: readonly Span[]): readonly SpanNode[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const unique = [...byId.values()].toSorted(byStart);
  const childrenOf = Map.groupBy(unique, ({ parentId }) => parentId);
  const placed = new Set<string>();

  const place = (span: Span, parent: SpanNode | undefined): SpanNode => {
    placed.add(span.id);
    const children: SpanNode[] = [];
    const node: SpanNode = { span, parent, children };
    for (const child of childrenOf.get(span.id) ?? [])
      if (!placed.has(child.id)) children.push(place(child, node));
    return node;
  };

  const isRoot = ({ parentId }: Span) => parentId === undefined || !byId.has(parentId);
  const roots = unique.filter(isRoot).map((span) => place(span, undefined));
  const circles = unique.flatMap((span) => (placed.has(span.id) ? [] : [place(span, undefined)]));
  return [...roots, ...circles].toSorted((one, other) => byStart(one.span, other.span));
}

/** Visits a tree, parents first. */
export function* walk(nodes: readonly SpanNode[]): Generator<SpanNode> {
  for (const node of nodes) {
    yield node;
    yield* walk(node.children);
  }
}
