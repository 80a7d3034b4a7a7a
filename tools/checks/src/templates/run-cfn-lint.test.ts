import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunProgram } from '../../../workspace/src/python/run-program.ts';
import { runCfnLint } from './run-cfn-lint.ts';

describe('running cfn-lint', () => {
  let report: string;
  beforeEach(() => {
    report = join(mkdtempSync(join(tmpdir(), 'template-lint-')), 'deep/report.json');
  });
  afterEach(() => rmSync(join(report, '../..'), { recursive: true, force: true }));

  const lint = (run: RunProgram) =>
    runCfnLint(['one.json', 'two.json'], { python: 'venv/bin/python', region: 'us-east-1', report, run });

  it('reads the report on all templates, whatever else is printed', () => {
    const commands: string[] = [];
    const findings = lint((program, args) => {
      commands.push([program, ...args].join(' '));
      writeFileSync(report, '[]');
      return { status: 0, output: 'DeprecationWarning' };
    });
    expect(findings).toEqual([]);
    expect(commands).toEqual([
      expect.stringMatching(/^venv\/bin\/cfn-lint --regions us-east-1 .*one\.json two\.json$/),
    ]);
  });

  it('does not take the report of an earlier run for its own', () => {
    lint(() => {
      writeFileSync(report, '[]');
      return { status: 0, output: '' };
    });
    expect(() => lint(() => ({ status: 0, output: '' }))).toThrow('no such file');
  });

  it.each([
    [1, 'cfn-lint failed with exit code 1:\nImportError'],
    [null, 'cfn-lint did not end within 600 s:\nImportError'],
  ])('says so where the linter itself ends with %s', (status, message) =>
    expect(() => lint(() => ({ status, output: 'ImportError' }))).toThrow(message),
  );
});
