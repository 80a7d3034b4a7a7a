import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunProgram } from '../../../workspace/src/python/run-program.ts';
import { readFindings, type TemplateFinding } from './template-finding.ts';

interface Dependencies {
  /** The Python of the virtual environment in which cfn-lint is installed. */
  readonly python: string;
  readonly region: string;
  /** The file to which cfn-lint writes its report. */
  readonly report: string;
  readonly run: RunProgram;
}

// A dozen templates take 20 s on one core.
const LINT_SECONDS = 600;

/**
 * Lints templates.
 *
 * @param files  packaged templates
 * @throws Error with the end of cfn-lint's output if it fails or times out
 */
export function runCfnLint(
  files: readonly string[],
  { python, region, report, run }: Dependencies,
): TemplateFinding[] {
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const options = ['--regions', region, '--format', 'json', '--output-file', report];
  // Findings do not change the exit code, so that any other exit code is a failure of cfn-lint itself.
  const args = [...options, '--non-zero-exit-code', 'none', '--template', ...files];
  const { status, output } = run(join(dirname(python), 'cfn-lint'), args, LINT_SECONDS);
  if (status !== 0)
    throw new Error(
      `cfn-lint ${status === null ? `timed out after ${LINT_SECONDS} s` : `failed with exit code ${status}`}:\n${output.slice(-2000)}`,
    );
  return readFindings(readFileSync(report, 'utf8'));
}
