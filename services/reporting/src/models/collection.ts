import type { JobKind } from './job.ts';

/** Where jobs of a kind stand in the API, and what lets a machine client at them. */
export interface Collection {
  readonly kind: JobKind;
  readonly path: string;
  readonly scope?: string;
}

const collections: readonly Collection[] = [
  { kind: 'import-products', path: '/imports', scope: 'tradewind/catalog.write' },
  { kind: 'export-orders', path: '/exports' },
  { kind: 'reconcile-stock', path: '/reconciliations' },
];

/** @param route  the route that was called: `/imports/{jobId}/cancel` */
export function collectionOf(route: string): Collection {
  const found = collections.find(({ path }) => route === path || route.startsWith(`${path}/`));
  if (!found) throw new Error(`No jobs stand under ${route}: add them to src/models/collection.ts.`);
  return found;
}

/** @returns where a job is, from the root of the API */
export const locationOf = ({ kind, jobId }: { kind: JobKind; jobId: string }): string =>
  `/reporting${collections.find((collection) => collection.kind === kind)!.path}/${jobId}`;
