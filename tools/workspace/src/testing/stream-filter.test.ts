import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { serviceFolderNames, workspaceRoot } from '../layout/workspace-folders.ts';
import { checkStreamFilter, streamFilter } from './stream-filter.ts';

const filtered: [service: string, functionKey: string][] = serviceFolderNames(
  `${workspaceRoot}/services`,
).flatMap((service) => {
  const text = readFileSync(`${workspaceRoot}/services/${service}/serverless.yml`, 'utf8');
  const { functions = {} } = parse(text, { logLevel: 'silent' }) as { functions?: Record<string, object> };
  return Object.entries(functions)
    .filter(([, definition]) => /"stream":.*"filterPatterns"/.test(JSON.stringify(definition)))
    .map(([functionKey]): [string, string] => [service, functionKey]);
});

describe('streamFilter', () => {
  it('delivers what a pattern matches', () => {
    const isDelivered = streamFilter('identity', 'publish-profile-changes');
    expect(isDelivered({ after: { customerId: '1' } })).toBe(true);
    expect(isDelivered({ before: { customerId: '1' }, after: { customerId: '1' } })).toBe(false);
    expect(isDelivered({ before: { customerId: '1' } })).toBe(false);
  });

  it('throws for a function without a filter', () => {
    expect(() => streamFilter('inventory', 'get-stock')).toThrow('inventory/get-stock has no stream');
  });
});

describe('checkStreamFilter', () => {
  it('throws with a change that the filter withholds', async () => {
    const check = checkStreamFilter(
      ['identity', 'publish-profile-changes'],
      fc.constant({ id: '1' }),
      () => true,
    );
    await expect(check).rejects.toThrow(/Counterexample: .*"id":"1"/);
  });

  it.each(filtered)('is called by a test of %s/%s', (service, functionKey) => {
    const tests = globSync(`services/${service}/{src,test}/**/*.test.ts`, { cwd: workspaceRoot });
    const call = new RegExp(`checkStreamFilter\\(\\s*\\['${service}', '${functionKey}'\\]`);
    expect(tests.some((file) => call.test(readFileSync(`${workspaceRoot}/${file}`, 'utf8')))).toBe(true);
  });
});
