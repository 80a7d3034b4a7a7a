import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { undiciAllowances } from './bundle/bundle-limits.ts';
import { bundleViolations, functionBundles } from './bundle/bundle-violations.ts';
import { undiciViolations } from './bundle/undici-violations.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Checks the bundles of all services in a folder.
 *
 * @returns one message per violation or service that is not built
 */
export function checkBundles(servicesFolder: string): string[] {
  const functions: string[] = [];
  const services = readdirSync(servicesFolder).filter((name) =>
    existsSync(join(servicesFolder, name, 'serverless.yml')),
  );
  const violations = services.flatMap((service) => {
    const dist = join(servicesFolder, service, 'dist');
    const file = join(dist, 'meta.json');
    if (!existsSync(file)) return [`${service} is not built. Run "nx run-many -t build".`];
    const metafile = JSON.parse(readFileSync(file, 'utf8')) as Metafile;
    functions.push(...functionBundles(metafile).map((name) => join(dist, name)));
    return bundleViolations(service, metafile);
  });
  return [...violations, ...undiciViolations(functions, undiciAllowances)];
}

if (import.meta.main) {
  const violations = checkBundles(process.argv[2] ?? join(workspaceRoot, 'services'));
  for (const violation of violations) console.error(violation);
  if (violations.length > 0) process.exitCode = 1;
}
