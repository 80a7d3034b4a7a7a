import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundleViolations } from './bundle/bundle-violations.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Checks the bundles of all services in a folder.
 *
 * @returns one message per violation or service that is not built
 */
export function checkBundles(servicesFolder: string): string[] {
  const services = readdirSync(servicesFolder).filter((name) =>
    existsSync(join(servicesFolder, name, 'serverless.yml')),
  );
  return services.flatMap((service) => {
    const file = join(servicesFolder, service, 'dist/meta.json');
    if (!existsSync(file)) return [`${service} is not built. Run "nx run-many -t build".`];
    return bundleViolations(service, JSON.parse(readFileSync(file, 'utf8')) as Metafile);
  });
}

if (import.meta.main) {
  const violations = checkBundles(process.argv[2] ?? join(workspaceRoot, 'services'));
  for (const violation of violations) console.error(violation);
  if (violations.length > 0) process.exitCode = 1;
}
