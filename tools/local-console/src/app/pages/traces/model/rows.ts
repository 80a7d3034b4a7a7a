import type { LogLine, Span } from '../../../../../../local-cloud/src/contract/activity.ts';
import { toChapters, withinChapter } from './chapters.ts';
import { type SpanNode, walk } from './span-tree.ts';

export interface SpanRow {
  readonly type: 'span';
  readonly id: string;
  readonly span: Span;
  readonly depth: number;
  readonly hasChildren: boolean;
  readonly isCollapsed: boolean;
  /** Spans and log lines that are hidden because the row is collapsed. */
  readonly hiddenCount: number;
  /** Set on the first row of a chapter, except of the first chapter. */
  readonly cause?: Span;
  readonly startsChapter: boolean;
}

export interface LogRow {
  readonly type: 'log';
  readonly id: string;
  readonly line: LogLine;
  /** The span that wrote it; undefined if it is not recorded. */
  readonly spanId: string | undefined;
  readonly depth: number;
}

/** Calls of the same kind in a row, such as those of a function that polls. */
export interface GroupRow {
  readonly type: 'group';
  readonly id: string;
  readonly spans: readonly Span[];
  readonly depth: number;
  readonly isCollapsed: boolean;
}

export type Row = SpanRow | LogRow | GroupRow;

/** `story`: chapters one after the other. `tree`: everything below what caused it. */
export type Arrangement = 'story' | 'tree';

export interface RowOptions {
  readonly arrangement: Arrangement;
  readonly collapsed: ReadonlySet<string>;
  /** Ids of the groups whose calls are shown one by one. */
  readonly expanded: ReadonlySet<string>;
  readonly showsLines: boolean;
}

/** Lists the visible rows of a waterfall from top to bottom; log lines are at the time when they were written. */
export function toRows(
  roots: readonly SpanNode[],
  lines: readonly LogLine[],
  { arrangement, collapsed, expanded, showsLines }: RowOptions,
): readonly Row[] {
  const { ofSpan, unplaced } = assignLines(roots, showsLines ? lines : []);
  const childrenOf =
    arrangement === 'story'
      ? (node: SpanNode) => withinChapter(node).filter((child) => !isDecision(child))
      : ({ children }: SpanNode) => children;
  const rows: Row[] = [];

  const count = (node: SpanNode): number =>
    childrenOf(node).reduce((sum, child) => sum + 1 + count(child), ofSpan.get(node.span.id)?.length ?? 0);

  const add = (node: SpanNode, depth: number, chapter?: { readonly cause: Span | undefined }) => {
    const { span } = node;
    const own = ofSpan.get(span.id) ?? [];
    const children = childrenOf(node);
    const hasChildren = children.length + own.length > 0;
    const isCollapsed = hasChildren && collapsed.has(span.id);
    rows.push({
      type: 'span',
      id: span.id,
      span,
      depth,
      hasChildren,
      isCollapsed,
      hiddenCount: isCollapsed ? count(node) : 0,
      startsChapter: chapter !== undefined,
      ...(chapter?.cause === undefined ? {} : { cause: chapter.cause }),
    });
    if (isCollapsed) return;
    for (const item of inOrder(children, own)) {
      if (item.type === 'line') addLine(item.line, span.id, depth + 1);
      else if (item.nodes.length < GROUP_MINIMUM) item.nodes.forEach((child) => add(child, depth + 1));
      else addGroup(item.nodes, depth + 1);
    }
  };

  const addGroup = (nodes: readonly SpanNode[], depth: number) => {
    const id = `group-${nodes[0]?.span.id}`;
    const isCollapsed = !expanded.has(id);
    rows.push({ type: 'group', id, spans: nodes.map(({ span }) => span), depth, isCollapsed });
    if (!isCollapsed) for (const node of nodes) add(node, depth + 1);
  };

  const addLine = (line: LogLine, spanId: string | undefined, depth: number) =>
    void rows.push({ type: 'log', id: `line-${line.sequence}`, line, spanId, depth });

  if (arrangement === 'story')
    for (const { root, cause } of toChapters(roots)) add(root, 0, { cause: cause?.span });
  else for (const root of roots) add(root, 0);
  for (const line of unplaced) addLine(line, undefined, 0);
  return rows;
}

// Three calls can be read one by one.
const GROUP_MINIMUM = 4;

/** States that only decide what comes next take no time; the story shows what was decided. */
const isDecision = ({ span, children }: SpanNode): boolean =>
  span.kind === 'state' &&
  (span.attributes['type'] === 'Choice' || span.attributes['type'] === 'Pass') &&
  span.status === 'ok' &&
  children.length === 0;

type Item =
  { readonly type: 'line'; readonly line: LogLine } | { readonly type: 'spans'; readonly nodes: SpanNode[] };

/** Children and lines by time; the same calls in a row are together. */
function inOrder(children: readonly SpanNode[], lines: readonly LogLine[]): readonly Item[] {
  const all = [
    ...children.map((node) => ({ at: node.span.startedAt, item: { type: 'spans' as const, nodes: [node] } })),
    ...lines.map((line) => ({ at: line.at, item: { type: 'line' as const, line } })),
  ].toSorted((one, other) => one.at - other.at);
  const items: Item[] = [];
  for (const { item } of all) {
    const last = items.at(-1);
    if (item.type === 'spans' && last?.type === 'spans' && isSameCall(last.nodes[0]!, item.nodes[0]!))
      last.nodes.push(...item.nodes);
    else items.push(item);
  }
  return items;
}

const isSameCall = (one: SpanNode, other: SpanNode): boolean =>
  [one, other].every(
    ({ span, children }) => span.kind === 'call' && span.status === 'ok' && children.length === 0,
  ) &&
  one.span.name === other.span.name &&
  one.span.resource === other.span.resource;

/** Lines belong to the invocation or task with their request id; otherwise to the task of their family. */
function assignLines(roots: readonly SpanNode[], lines: readonly LogLine[]) {
  const byRequest = new Map<string, Span>();
  const tasks: Span[] = [];
  for (const { span } of walk(roots)) {
    if (span.kind !== 'request' && span.requestId !== undefined) byRequest.set(span.requestId, span);
    if (span.kind === 'task') tasks.push(span);
  }
  const ofSpan = new Map<string, LogLine[]>();
  const unplaced: LogLine[] = [];
  for (const line of lines) {
    const span =
      line.requestId === undefined
        ? tasks.findLast(({ name, startedAt }) => startedAt <= line.at && line.functionName.startsWith(name))
        : byRequest.get(line.requestId);
    if (span === undefined) unplaced.push(line);
    else if (!ofSpan.get(span.id)?.push(line)) ofSpan.set(span.id, [line]);
  }
  return { ofSpan, unplaced };
}
