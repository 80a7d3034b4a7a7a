import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunProgram } from '../../../workspace/src/python/run-program.ts';
import { runCfnLint } from './run-cfn-lint.ts';

describe('runCfnLint', () => {
  let report: string;
  beforeEach(() => {
    report = join(mkdtempSync(join(tmpdir(), 'template-lint-')), 'deep/report.json');
  });
  afterEach(() => rmSync(join(report, '../..'), { recursive: true, force: true }));

  const lint = (run: RunProgram) =>
    runCfnLint(['one.json', 'two.json'], { python: 'venv/bin/python', region: 'us-east-1', report, run });

  it('reads the report and ignores other output', () => {
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

  it('does not read the report of an earlier run', () => {
    lint(() => {
      writeFileSync(report, '[]');
      return { status: 0, output: '' };
    });
    expect(() => lint(() => ({ status: 0, output: '' }))).toThrow('no such file');
  });

  it.each([
    [1, 'cfn-lint failed with exit code 1:\nImportError'],
    [null, 'cfn-lint timed out after 600 s:\nImportError'],
  ])('throws if cfn-lint exits with %s', (status, message) =>
    expect(() => lint(() => ({ status, output: 'ImportError' }))).toThrow(message),
  );
});
