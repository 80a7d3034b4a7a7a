import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../finding.ts';
import { catalogViolations } from './catalog-violations.ts';
import { logCatalogCheck } from './log-catalog-check.ts';
import { logsPage } from './logs-page.ts';
import { readCatalogs, type Catalog } from './read-catalogs.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const catalogs = await readCatalogs();

describe('docs/logs.md', () => {
  it('matches the catalogs (npm run logs-page writes it)', () => {
    expect(readFileSync(join(workspaceRoot, 'docs/logs.md'), 'utf8')).toBe(logsPage(catalogs));
  });
});

describe('the catalogs', () => {
  it('have no violations', async () => {
    expect(catalogs.map(({ folder }) => folder)).toContain('libs/lambda');
    expect((await logCatalogCheck.run({ root: workspaceRoot, services: [] })).findings).toEqual([]);
  });

  const catalogWith = (name: string, fields: object, description = 'It is.'): Catalog => ({
    folder: 'services/a',
    events: { [name]: { level: 'info', description, fields } } as Catalog['events'],
  });
  it.each([
    ['a name without a noun', catalogWith('placed', {}), 'Write "noun.past-participle"'],
    ['a description that is not a sentence', catalogWith('a.b', {}, 'It is'), 'full stop'],
    ['personal data', catalogWith('a.b', { postalCode: 'code' }), 'postalCode would be redacted'],
    ['an event that is never logged', catalogWith('a.c', {}), 'never logged'],
  ])('are rejected with %s', (_, catalog, message) => {
    const source = "log.info('a.b'); log.info('placed');";
    expect(catalogViolations([catalog], () => source).map(findingLine)).toEqual([
      expect.stringContaining(message),
    ]);
  });
});
