import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import lambdaFunction from '../src/generators/function/generator.ts';
import type { Options as FunctionOptions } from '../src/generators/function/trigger.ts';
import repository from '../src/generators/repository/generator.ts';
import service from '../src/generators/service/generator.ts';
import { recordWholeRun } from '../../local-cloud/src/testing/test-record.ts';
import {
  temporaryWorkspace,
  type TemporaryWorkspace,
} from '../../workspace/src/testing/temporary-workspace.ts';

/**
 * Generates into a copy of this workspace with the two services that all others depend on, and runs the checks of
 * `npm run check` on the result: generated code passes without an edit.
 */
const LIMIT_MILLISECONDS = 240_000;

const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

const inService = { service: 'gift-cards' };
const functions: readonly FunctionOptions[] = [
  { ...inService, name: 'archive-gift-card', trigger: 'http', path: '/{giftCardId}/archive' },
  { ...inService, name: 'list-offers', trigger: 'http' },
  {
    ...inService,
    name: 'on-customer-registered',
    trigger: 'queue',
    event: 'CustomerRegistered',
    from: 'identity',
  },
  { ...inService, name: 'send-reminder', trigger: 'queue' },
  { ...inService, name: 'count-gift-cards', trigger: 'stream' },
  { ...inService, name: 'close-day', trigger: 'schedule', rate: 'cron(0 6 * * ? *)' },
  { service: 'platform', name: 'open-day', trigger: 'schedule' },
];

/** Platform's dashboard and identity's machine clients are for services that the copy does not contain. */
function removeReferencesToOtherServices(folder: string): void {
  removeResources(join(folder, 'services/platform/serverless.yml'), 'infra/dashboard.yml');
  removeResources(join(folder, 'services/identity/serverless.yml'), 'infra/machine-clients.yml');
}

function removeResources(file: string, resources: string): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, lines.filter((line) => !line.includes(resources)).join('\n'));
}

describe('generated code', () => {
  let workspace: TemporaryWorkspace;
  const generate = (generator: string, ...options: string[]) =>
    workspace.attempt('nx', 'generate', `./tools/nx-serverless:${generator}`, ...options);
  const git = (...args: string[]) => workspace.run('git', ...args);

  // By Nx's own command and, a second quicker each, as Nx's command calls them.
  beforeAll(async () => {
    workspace = temporaryWorkspace({ services: ['platform', 'identity'] });
    removeReferencesToOtherServices(workspace.folder);
    await workspace.run('nx', 'generate', './tools/nx-serverless:service', 'gift-cards', '--publishesEvents');
    await workspace.change((tree) => service(tree, { name: 'fulfillment', owner: '@tradewind/warehouse' }));
    workspace.commit();
    const step = ['freeze-gift-card', '--service=gift-cards', '--trigger=step'];
    await workspace.run('nx', 'generate', './tools/nx-serverless:function', ...step);
    for (const options of functions) await workspace.change((tree) => lambdaFunction(tree, options));
    await workspace.change((tree) => repository(tree, { ...inService, name: 'gift-registration' }));
  }, LIMIT_MILLISECONDS);
  afterAll(() => workspace.remove());

  it('only adds to files that were there', async () => {
    const changes = (await git('diff', '--numstat')).trim().split('\n');
    const files = changes.map((change) => change.split('\t')).map(([, removed, file]) => [file, removed]);
    expect(Object.fromEntries(files)).toEqual({
      'docs/logs.md': '0',
      'services/gift-cards/infra/parameters.yml': '0',
      'services/gift-cards/infra/tables.yml': '0',
      'services/gift-cards/serverless.yml': '0',
      'services/gift-cards/src/log-events.ts': '0',
      'services/platform/serverless.yml': '0',
    });
  });

  it('has an owner in CODEOWNERS', () => {
    const owners = readFileSync(join(workspace.folder, '.github/CODEOWNERS'), 'utf8');
    expect(owners).toContain('/services/gift-cards/   @tradewind/gift-cards\n');
    expect(owners).toContain('/services/fulfillment/  @tradewind/warehouse\n');
    expect(owners).toContain(
      '/libs/contracts/src/events/gift-card-created.schema.ts @tradewind/gift-cards\n',
    );
  });

  const written = ['services', 'libs/contracts', '.github/CODEOWNERS', 'docs/logs.md'];
  it.each<[string, string, ...string[]]>([
    ['is formatted', 'prettier', '--check', '--ignore-unknown', ...written],
    ['passes the linter', 'oxlint', '--deny-warnings', 'services', 'libs/contracts'],
    ['passes the type check', 'node', 'tools/nx-serverless/src/typecheck.ts', 'services'],
    ['passes the boundaries check', 'depcruise', '--config', '.dependency-cruiser.mjs', 'services'],
  ])(
    '%s',
    async (_, program, ...args) => {
      const ended = await workspace.attempt(program, ...args);
      expect(ended).toEqual({ exitCode: 0, output: ended.output });
    },
    LIMIT_MILLISECONDS,
  );

  it(
    'is packaged, runs in the local cloud and passes its own tests',
    async () => {
      await workspace.run('nx', 'run-many', '-t', 'package', '--stage=local', '--output-style=static');
      await workspace.run('node', 'tools/build/src/bundler/check-bundles.ts');
      const services = ['services/gift-cards', 'services/fulfillment', 'services/platform'];
      const tests = [...services, 'tools/checks/src/log-catalog/logs-page.test.ts'];
      const output = await workspace.run('node', ...jest, '--json', ...tests);
      const { numPassedTestSuites, numFailedTests, numPendingTests } = JSON.parse(
        output.slice(output.indexOf('{"')).split('\n')[0]!,
      ) as Record<string, number>;
      expect([numFailedTests, numPendingTests]).toEqual([0, 0]);
      // Seven test files of a service that publishes events, six of one that does not, one of each function and
      // repository, two more of a list and one more of a queue without a subscription, and the test of docs/logs.md.
      expect(numPassedTestSuites).toBe(7 + 6 + (1 + functions.length) + 1 + 2 + 1 + 1);
    },
    LIMIT_MILLISECONDS,
  );

  it(
    'passes the checks, and its roles grant exactly what its tests called',
    async () => {
      const checks = ['policies', 'deploy-graph', 'log-catalog'];
      const report = await workspace.attempt('node', 'tools/checks/src/main.ts', ...checks);
      expect(report).toEqual({ exitCode: 0, output: report.output });
      // Only the tests above have run. Those of identity, which publishes what on-customer-registered consumes, have not.
      recordWholeRun(workspace.folder);
      const { output } = await workspace.attempt('node', 'tools/checks/src/main.ts', 'access');
      expect(output).toContain('called in the tests');
      const errors = output
        .split('\n')
        .filter((line) => /^ +error +(gift-cards|fulfillment|platform)\//.test(line));
      expect(errors.filter((line) => !line.includes('gift-cards/on-customer-registered'))).toEqual([]);
    },
    LIMIT_MILLISECONDS,
  );

  it.each([
    ['service', ['gift-cards'], 'services/gift-cards exists already'],
    ['function', ['go', '--service=gift-cards', '--trigger=mail'], "Property 'trigger' does not match"],
  ])(
    'is not written when the %s generator gets %j',
    async (generator, options, message) => {
      const before = await git('status', '--porcelain');
      const { exitCode, output } = await generate(generator, ...options);
      expect(exitCode).toBe(1);
      expect(output).toContain(message);
      expect(await git('status', '--porcelain')).toBe(before);
    },
    LIMIT_MILLISECONDS,
  );
});
