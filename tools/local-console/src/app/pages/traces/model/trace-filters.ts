import type { TraceQuery } from '../../../../../../local-cloud/src/contract/activity.ts';

/** The filters of the list, as they are in the URL. */
export interface TraceFilters {
  readonly text?: string;
  readonly route?: string;
  readonly status?: string;
  readonly minimumMillis?: number;
  readonly customerId?: string;
  readonly orderId?: string;
  readonly correlationId?: string;
  readonly service?: string;
}

const textFilters = ['text', 'route', 'status', 'customerId', 'orderId', 'correlationId', 'service'] as const;

/** Reads the filters of a URL; what is empty, unknown or no sensible value is left out. */
export function parseFilters(search: Readonly<Record<string, unknown>>): TraceFilters {
  const texts = textFilters.flatMap((name) => {
    const value = search[name];
    // The router reads digits as a number: `?status=409`.
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text === '' ? [] : [[name, text] as const];
  });
  const minimum = Number(search['minimumMillis'] ?? 0);
  return {
    ...Object.fromEntries(texts),
    ...(Number.isFinite(minimum) && minimum > 0 ? { minimumMillis: minimum } : {}),
  };
}

/** Changes one filter; an empty value removes it. */
export const withFilter = (filters: TraceFilters, change: Readonly<Record<string, unknown>>): TraceFilters =>
  parseFilters({ ...filters, ...change });

export const hasFilters = (filters: TraceFilters): boolean => Object.keys(filters).length > 0;

/** @returns the query string of `GET /api/traces` */
export function toQueryString(query: TraceQuery): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  return parameters.toString();
}
