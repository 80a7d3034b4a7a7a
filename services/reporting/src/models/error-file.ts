import type { RowFault } from './import-row.ts';

/** A fault with the line that its row begins on. */
export interface PlacedFault extends RowFault {
  readonly line: number;
}

export const ERROR_FILE_HEADER = 'line,column,code,reason\r\n';

/** Lines of the error file, in the order of the imported one. They quote nothing of it, so no cell is a formula. */
export const errorLines = (faults: readonly PlacedFault[]): string =>
  faults
    .toSorted((one, other) => one.line - other.line)
    .map(
      ({ line, column, code, reason }) => `${line},${column},${code},"${reason.replaceAll('"', '""')}"\r\n`,
    )
    .join('');
