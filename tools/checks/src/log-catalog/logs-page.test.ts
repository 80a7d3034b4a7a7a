import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { catalogFaults } from './catalog-faults.ts';
import { logsPage } from './logs-page.ts';
import { readCatalogs, type Catalog } from './read-catalogs.ts';

const root = join(import.meta.dirname, '../../../..');
const catalogs = await readCatalogs();

const sourceOf = (folder: string): string =>
  globSync(`${folder}/src/**/*.ts`, { cwd: root })
    .filter((file) => !file.endsWith('log-events.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');

describe('docs/logs.md', () => {
  it('is what the catalogs say; npm run logs-page writes it anew', () => {
    expect(readFileSync(join(root, 'docs/logs.md'), 'utf8')).toBe(logsPage(catalogs));
  });
});

describe('the catalogs', () => {
  it('have no faults', () => {
    expect(catalogs.map(({ folder }) => folder)).toContain('libs/lambda');
    expect(catalogFaults(catalogs, sourceOf)).toEqual([]);
  });

  const planted = (name: string, fields: object, description = 'It is.'): Catalog => ({
    folder: 'services/a',
    events: { [name]: { level: 'info', description, fields } } as Catalog['events'],
  });
  it.each([
    ['a name without its noun', planted('placed', {}), 'write noun.what-happened'],
    ['no sentence', planted('a.b', {}, 'It is'), 'full stop'],
    ['personal data', planted('a.b', { postalCode: 'code' }), 'postalCode would be blanked'],
    ['an event that nobody logs', planted('a.c', {}), 'nobody logs it'],
  ])('are refused with %s', (_, catalog, told) => {
    const source = "log.info('a.b'); log.info('placed');";
    expect(catalogFaults([catalog], () => source)).toEqual([expect.stringContaining(told)]);
  });
});
