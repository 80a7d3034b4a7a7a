import { describe, expect, it } from '@jest/globals';
import { CommandError, ExitCode } from '../../workspace/src/cli/command-error.ts';
import type { Check, CheckResult } from './check.ts';
import { runChecks } from './run-checks.ts';
import { selectChecks } from './select-checks.ts';

const check = (name: string, run: () => CheckResult, readsTestRecords = false): Check => ({
  name,
  description: `description of ${name}`,
  readsTestRecords,
  run,
});
const finding = (severity: 'error' | 'warning') => ({
  severity,
  service: 'shop',
  subject: 'Buy',
  message: 'It is wrong. Fix it.',
});
const passing = check('passing', () => ({ findings: [finding('warning')], summary: ['2 services.'] }));
const failing = check('failing', () => ({ findings: [finding('error')], summary: [] }));
const broken = check('broken', () => {
  throw new CommandError('shop is not packaged.');
});
const skipped = check('skipped', () => {
  throw new CommandError('Python is missing.', { exitCode: ExitCode.unavailable });
});
const late = check('late', () => ({ findings: [], summary: [] }), true);

const report = async (...checks: Check[]) => {
  const lines: string[] = [];
  const exitCode = await runChecks({ checks }, { root: '/nowhere', services: [] }, (line) =>
    lines.push(line),
  );
  return { exitCode, lines };
};

describe('runChecks', () => {
  it('prints one report', async () =>
    expect(await report(passing, failing)).toEqual({
      exitCode: 1,
      lines: [
        'passing',
        '  warning  shop/Buy  It is wrong. Fix it.',
        '  2 services.',
        'failing',
        '  error  shop/Buy  It is wrong. Fix it.',
        '2 checks: 1 errors, 1 warnings.',
      ],
    }));

  it('reports the findings of one service, and of a check that does not run', async () => {
    const run = (service: string) =>
      runChecks({ checks: [failing], service }, { root: '/nowhere', services: [] }, () => {});
    expect([await run('shop'), await run('bank')]).toEqual([1, 0]);
    const workspace = { root: '/nowhere', services: [] };
    expect(await runChecks({ checks: [broken], service: 'bank' }, workspace, () => {})).toBe(1);
  });

  it.each([
    ['0 if all checks pass', [passing], 0],
    ['69 if a check is skipped and the others pass', [skipped, passing], 69],
    ['1 if a check is skipped and another fails', [skipped, failing], 1],
    ['1 if a check does not run', [broken, passing], 1],
  ])('returns %s', async (_, checks, exitCode) =>
    expect(await report(...checks)).toMatchObject({ exitCode }),
  );

  it('names what is skipped and what did not run', async () =>
    expect((await report(skipped, broken)).lines).toEqual([
      'skipped: skipped. Python is missing.',
      'broken',
      '  error  broken  The check did not run. shop is not packaged.',
      '2 checks: 1 errors, 0 warnings, 1 skipped.',
    ]));
});

describe('selectChecks', () => {
  const select = (...args: string[]) =>
    selectChecks(args, [passing, failing, late]).checks.map(({ name }) => name);

  it.each([
    [[], ['passing', 'failing']],
    [['--after-tests'], ['late']],
    [
      ['late', 'passing'],
      ['passing', 'late'],
    ],
  ])('selects with %j', (args, names) => expect(select(...args)).toEqual(names));

  it.each([
    [['unknown'], 'Unknown check "unknown".'],
    [['--fast'], "Unknown option '--fast'."],
    [['--after-tests', 'late'], '--after-tests does not take checks.'],
  ])('rejects %j with the usage', (args, message) => {
    expect(() => select(...args)).toThrow(message);
    expect(() => select(...args)).toThrow('Usage: npm run checks');
  });
});
