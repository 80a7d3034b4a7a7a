import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundleFaults } from './bundle-faults.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Checks the bundles of all services that are in a folder.
 *
 * @returns one message per fault; a service that is not built is one
 */
export function checkBundles(servicesFolder: string): string[] {
  const services = readdirSync(servicesFolder).filter((name) =>
    existsSync(join(servicesFolder, name, 'serverless.yml')),
  );
  return services.flatMap((service) => {
    const file = join(servicesFolder, service, 'dist/meta.json');
    if (!existsSync(file)) return [`${service} is not built: run "nx run-many -t build" first.`];
    return bundleFaults(service, JSON.parse(readFileSync(file, 'utf8')) as Metafile);
  });
}

if (import.meta.main) {
  const faults = checkBundles(process.argv[2] ?? join(workspaceRoot, 'services'));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
