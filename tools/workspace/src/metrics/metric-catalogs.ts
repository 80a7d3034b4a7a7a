import { existsSync, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
// osls loads this module from a folder where the subpath imports of the workspace do not resolve.
import type { MetricCatalog } from '../../../../libs/logging/src/index.ts';

const FILE = 'src/metrics.ts';

/**
 * @param folder  the service's folder, absolute
 * @returns the business metrics that the service declares in `src/metrics.ts`; none without that file
 */
export async function readMetricCatalog(folder: string): Promise<MetricCatalog> {
  const file = join(folder, FILE);
  if (!existsSync(file)) return {};
  const module = (await import(pathToFileURL(file).href)) as { metrics: { catalog: MetricCatalog } };
  return module.metrics.catalog;
}

/**
 * @param root  the root of the workspace, absolute
 * @returns the business metrics of every service that declares any, by the service's name in alphabetical order
 */
export async function readMetricCatalogs(root: string): Promise<ReadonlyMap<string, MetricCatalog>> {
  const folders = globSync(`services/*/${FILE}`, { cwd: root })
    .toSorted()
    .map((file) => join(root, file.slice(0, -FILE.length - 1)));
  return new Map(
    await Promise.all(
      folders.map(async (folder) => [basename(folder), await readMetricCatalog(folder)] as const),
    ),
  );
}
