import { staff } from '#libs/lambda';
import type { JobKind } from './job.ts';

/** The API collection of a job kind, and the scope that lets machine clients use it. */
export interface JobCollection {
  readonly kind: JobKind;
  readonly path: string;
  readonly scope?: string;
}

const collections: readonly JobCollection[] = [
  { kind: 'import-products', path: '/imports', scope: 'tradewind/catalog.write' },
  { kind: 'export-orders', path: '/exports' },
  { kind: 'reconcile-stock', path: '/reconciliations' },
];

/** @param route  the requested route: `/imports/{jobId}/cancel` */
export function getCollection(route: string): JobCollection {
  const found = collections.find(({ path }) => route === path || route.startsWith(`${path}/`));
  if (!found)
    throw new Error(`No job collection has the route ${route}. Add it to src/models/collection.ts.`);
  return found;
}

/** @returns the path of a job in the API */
export const toLocation = ({ kind, jobId }: { kind: JobKind; jobId: string }): string =>
  `/reporting${collections.find((collection) => collection.kind === kind)!.path}/${jobId}`;

/**
 * The access to a route that each collection has.
 *
 * @param path  the path after that of the collection: `/{jobId}`
 */
export const jobAccess = (path: string) => ({
  routes: Object.fromEntries(
    collections.map((collection) => [collection.path + path, staff(collection.scope)]),
  ),
});
