import { stringify } from 'csv-stringify/sync';
import { reportColumns, type ReportRow } from '../models/order-report.ts';

const columns = reportColumns.map(({ name }) => name);

/** The line that names the columns. RFC 4180, but for the line ends, which are those of Unix. */
export const csvHeader = (): string => stringify([columns]);

/**
 * Rows as CSV. A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line end) gets an
 * apostrophe in front: https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvRows = (rows: readonly ReportRow[]): string =>
  stringify(rows as ReportRow[], { columns, escape_formulas: true });
