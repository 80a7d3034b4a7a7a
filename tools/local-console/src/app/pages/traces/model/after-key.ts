import type { GroupRow, Row, SpanRow } from './rows.ts';

/** What a key does in the waterfall. */
export interface KeyEffect {
  readonly select?: string;
  readonly collapse?: string;
  readonly expand?: string;
}

const PAGE_ROWS = 20;

/**
 * The keys of a tree, as the WAI-ARIA treegrid pattern has them, and `n` and `p` for the next and previous error:
 * https://www.w3.org/WAI/ARIA/apg/patterns/treegrid/
 *
 * @returns undefined for a key that does nothing here
 */
export function afterKey(
  rows: readonly Row[],
  selected: string | undefined,
  key: string,
): KeyEffect | undefined {
  const index = rows.findIndex(({ id }) => id === selected);
  const row = rows[index];
  const select = (target: number): KeyEffect => {
    const found = rows[Math.max(0, Math.min(target, rows.length - 1))];
    return found === undefined ? {} : { select: found.id };
  };
  switch (key) {
    case 'ArrowDown':
      return select(index + 1);
    case 'ArrowUp':
      return select(index - 1);
    case 'PageDown':
      return select(index + PAGE_ROWS);
    case 'PageUp':
      return select(index - PAGE_ROWS);
    case 'Home':
      return select(0);
    case 'End':
      return select(rows.length - 1);
    case 'ArrowRight':
      if (row === undefined || !canFold(row)) return {};
      return row.isCollapsed ? { expand: row.id } : select(index + 1);
    case 'ArrowLeft':
      if (row !== undefined && canFold(row) && !row.isCollapsed) return { collapse: row.id };
      return row === undefined ? {} : select(parentIndex(rows, index));
    case 'n':
      return errorAfter(rows, index + 1, 1);
    case 'p':
      return errorAfter(rows, index - 1, -1);
    default:
      return undefined;
  }
}

function parentIndex(rows: readonly Row[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  for (let above = index - 1; above >= 0; above--) if ((rows[above]?.depth ?? 0) < depth) return above;
  return index;
}

function errorAfter(rows: readonly Row[], from: number, step: 1 | -1): KeyEffect {
  for (let index = from; index >= 0 && index < rows.length; index += step) {
    const row = rows[index];
    if (row !== undefined && isError(row)) return { select: row.id };
  }
  return {};
}

const canFold = (row: Row): row is SpanRow | GroupRow =>
  row.type === 'group' || (row.type === 'span' && row.hasChildren);

function isError(row: Row): boolean {
  if (row.type === 'group') return false;
  if (row.type === 'log') return row.line.level === 'ERROR';
  return row.span.error !== undefined || row.span.status === 'error';
}
