import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Metafile } from 'esbuild';
import {
  budgetViolations,
  readBudget,
  toBudget,
  writeBudget,
  type BundleSizes,
} from './bundle/bundle-budget.ts';
import { undiciAllowances } from './bundle/bundle-limits.ts';
import { bundleViolations, functionBundles } from './bundle/bundle-violations.ts';
import { undiciViolations } from './bundle/undici-violations.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** The checked bundles of functions, and what is wrong. */
interface CheckedBundles {
  /** One message per violation or service that is not built. */
  readonly violations: readonly string[];
  readonly sizes: BundleSizes;
}

/** Checks the contents, the sizes and the start of the bundles of all services in a folder. */
export function checkBundles(servicesFolder: string): CheckedBundles {
  const functions: string[] = [];
  const sizes: Record<string, number> = {};
  const services = readdirSync(servicesFolder).filter((name) =>
    existsSync(join(servicesFolder, name, 'serverless.yml')),
  );
  const violations = services.flatMap((service) => {
    const dist = join(servicesFolder, service, 'dist');
    const file = join(dist, 'meta.json');
    if (!existsSync(file)) return [`${service} is not built. Run "nx run-many -t build".`];
    const metafile = JSON.parse(readFileSync(file, 'utf8')) as Metafile;
    for (const { name, bytes } of functionBundles(metafile)) {
      functions.push(join(dist, name));
      sizes[`${service}/${basename(name, '.mjs')}`] = bytes;
    }
    return bundleViolations(service, metafile);
  });
  return { violations: [...violations, ...undiciViolations(functions, undiciAllowances)], sizes };
}

/**
 * Usage: node check-bundles.ts [FOLDER] [--budget] [--record]
 * `--budget` compares the sizes with the recorded ones, `--record` records them first.
 */
if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      budget: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const { violations, sizes } = checkBundles(positionals[0] ?? join(workspaceRoot, 'services'));
  if (values.record) writeBudget(toBudget(sizes, readBudget()));
  const excesses = values.budget ? budgetViolations(sizes, readBudget()) : [];
  for (const violation of [...violations, ...excesses]) console.error(violation);
  if (violations.length + excesses.length > 0) process.exitCode = 1;
}
