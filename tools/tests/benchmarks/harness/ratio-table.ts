import { formatTable } from '../../../workspace/src/cli/table.ts';

/** A measured variant and its figures, one for each column. */
export interface MeasuredRow {
  readonly name: string;
  readonly figures: readonly number[];
}

/** A column of figures, each printed with its ratio to the baseline. */
export interface Column {
  readonly name: string;
  /** Digits after the decimal point. Default: 0 */
  readonly digits?: number;
}

/**
 * Formats measurements as a table of plain text in which each figure has its ratio to the same figure of a baseline.
 *
 * @param baseline  the name of the row that the others are compared with
 * @throws Error if no row has the name of the baseline
 */
export function ratioTable(
  columns: readonly Column[],
  rows: readonly MeasuredRow[],
  { baseline }: { readonly baseline: string },
): string {
  const base = rows.find(({ name }) => name === baseline);
  if (base === undefined) throw new Error(`No row is named ${baseline}.`);
  const head = columns.flatMap(({ name }) => [name, 'ratio']);
  const body = rows.map(({ name, figures }) => [
    name,
    ...columns.flatMap(({ digits = 0 }, column) => {
      const figure = figures[column] ?? Number.NaN;
      return [figure.toFixed(digits), `${(figure / (base.figures[column] ?? Number.NaN)).toFixed(2)}x`];
    }),
  ]);
  const cells = [['', ...head], ...body];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const aligned = cells.map((row) =>
    row.map((cell, column) => (column === 0 ? cell : cell.padStart(widths[column]!))),
  );
  return formatTable(aligned).join('\n');
}
