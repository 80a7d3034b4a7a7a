import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { catalogViolations } from './catalog-violations.ts';
import { logsPage } from './logs-page.ts';
import { readCatalogs } from './read-catalogs.ts';

export const logCatalogCheck: Check = {
  name: 'log-catalog',
  description: 'catalogs of log events, and docs/logs.md',
  readsTestRecords: false,
  async run({ root }) {
    const catalogs = await readCatalogs(root);
    const isCurrent = readFileSync(join(root, 'docs/logs.md'), 'utf8') === logsPage(catalogs);
    const stalePage = {
      severity: 'error',
      service: 'docs/logs.md',
      message: 'The page does not match the catalogs. Run "npm run logs-page".',
    } as const;
    return {
      findings: [
        ...catalogViolations(catalogs, (folder) => readSources(root, folder)),
        ...(isCurrent ? [] : [stalePage]),
      ],
      summary: [`${catalogs.length} catalogs.`],
    };
  },
};

/** @returns all sources of a folder except its catalog and tests, as one text */
const readSources = (root: string, folder: string): string =>
  globSync(`${folder}/src/**/*.ts`, { cwd: root })
    .filter((file) => !file.endsWith('log-events.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
