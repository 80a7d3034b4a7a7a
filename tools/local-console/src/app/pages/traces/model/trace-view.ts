/** How a trace is shown, as it is in the URL; what is missing has its default. */
export interface TraceViewSearch {
  /** The selected row. */
  readonly row?: string;
  readonly arrangement?: 'tree';
  readonly lines?: 'hidden';
  readonly path?: 'hidden';
}

/** Reads the view of a URL; what is unknown is left out. */
export const parseTraceView = (search: Readonly<Record<string, unknown>>): TraceViewSearch => ({
  ...(typeof search['row'] === 'string' || typeof search['row'] === 'number'
    ? { row: String(search['row']) }
    : {}),
  ...(search['arrangement'] === 'tree' ? { arrangement: 'tree' } : {}),
  ...(search['lines'] === 'hidden' ? { lines: 'hidden' } : {}),
  ...(search['path'] === 'hidden' ? { path: 'hidden' } : {}),
});
