import type { RowError } from './import-row.ts';

/** An error with the first line of its row. */
export interface LocatedRowError extends RowError {
  readonly line: number;
}

export const ERROR_FILE_HEADER = 'line,column,code,reason\r\n';

/** Lines of the error file, sorted by line. They contain nothing from the imported file, so no cell can be a formula. */
export const errorLines = (errors: readonly LocatedRowError[]): string =>
  errors
    .toSorted((one, other) => one.line - other.line)
    .map(
      ({ line, column, code, reason }) => `${line},${column},${code},"${reason.replaceAll('"', '""')}"\r\n`,
    )
    .join('');
