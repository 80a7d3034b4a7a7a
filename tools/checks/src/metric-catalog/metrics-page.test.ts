import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readMetricCatalogs } from '../../../workspace/src/metrics/metric-catalogs.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { metricsPage } from './metrics-page.ts';

const catalogs = await readMetricCatalogs(workspaceRoot);
const toRows = (page: string) => page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
const withoutRules = (rows: string[][]) => rows.filter((cells) => !cells.some((cell) => /^-+$/.test(cell)));

describe('docs/metrics.md', () => {
  it('is current; npm run metrics-page regenerates it', () => {
    const page = readFileSync(join(workspaceRoot, 'docs/metrics.md'), 'utf8');
    expect(withoutRules(toRows(page))).toEqual(withoutRules(toRows(metricsPage(catalogs))));
  });
});

describe('the metric catalogs', () => {
  it('cover the services that count business events', () => {
    expect([...catalogs.keys()]).toContain('orders');
  });

  it.each([...catalogs].flatMap(([service, catalog]) => Object.keys(catalog).map((name) => [service, name])))(
    '%s declares %s in PascalCase with a sentence',
    (service, name) => {
      expect(name).toMatch(/^([A-Z][a-z]+)+$/);
      expect(catalogs.get(service)![name]!.description).toMatch(/^[A-Z].*\.$/);
    },
  );
});
