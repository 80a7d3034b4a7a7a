import { stringify } from 'csv-stringify/sync';
import { reportColumns, type ReportRow } from '../../models/order-report.ts';

const columns = reportColumns.map(({ name }) => name);

/** The header line. RFC 4180, but with Unix line ends. */
export const csvHeader = (): string => stringify([columns]);

/**
 * Rows as CSV. An apostrophe escapes cells that a spreadsheet would interpret as a formula (= + - @, tab or line end): https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvRows = (rows: readonly ReportRow[]): string =>
  stringify(rows as ReportRow[], { columns, escape_formulas: true });
