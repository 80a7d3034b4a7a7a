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

export type Row = SpanRow | LogRow;

/** `story`: chapters one after the other. `tree`: everything below what caused it. */
export type Arrangement = 'story' | 'tree';

export interface RowOptions {
  readonly arrangement: Arrangement;
  readonly collapsed: ReadonlySet<string>;
  readonly showsLines: boolean;
}

/** Lists the visible rows of a waterfall from top to bottom; log lines are at the time when they were written. */
export function toRows(
  roots: readonly SpanNode[],
  lines: readonly LogLine[],
  { arrangement, collapsed, showsLines }: RowOptions,
): readonly Row[] {
  const { ofSpan, unplaced } = assignLines(roots, showsLines ? lines : []);
  const childrenOf = arrangement === 'story' ? withinChapter : ({ children }: SpanNode) => children;
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
    const inside = [
      ...children.map((child) => ({ at: child.span.startedAt, add: () => add(child, depth + 1) })),
      ...own.map((line) => ({ at: line.at, add: () => addLine(line, span.id, depth + 1) })),
    ];
    for (const item of inside.toSorted((one, other) => one.at - other.at)) item.add();
  };

  const addLine = (line: LogLine, spanId: string | undefined, depth: number) =>
    void rows.push({ type: 'log', id: `line-${line.sequence}`, line, spanId, depth });

  if (arrangement === 'story')
    for (const { root, cause } of toChapters(roots)) add(root, 0, { cause: cause?.span });
  else for (const root of roots) add(root, 0);
  for (const line of unplaced) addLine(line, undefined, 0);
  return rows;
}

/** Lines belong to the invocation with their request id; lines of a task to the task of their family. */
function assignLines(roots: readonly SpanNode[], lines: readonly LogLine[]) {
  const byRequest = new Map<string, Span>();
  const tasks: Span[] = [];
  for (const { span } of walk(roots)) {
    if (span.kind === 'invocation' && span.requestId !== undefined) byRequest.set(span.requestId, span);
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
