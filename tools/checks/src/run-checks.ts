import { readableError } from '../../workspace/src/cli/run-command.ts';
import { CommandError, ExitCode } from '../../workspace/src/cli/command-error.ts';
import type { Check, CheckResult, Workspace } from './check.ts';
import { findingLine } from './finding.ts';
import type { Selection } from './select-checks.ts';

/** The result of one check. */
export interface Outcome extends CheckResult {
  readonly check: string;
  /** Why this machine cannot run the check. */
  readonly skipped?: string;
}

/**
 * Runs checks one after the other. A check that fails to run is reported as an error, and the others still run.
 *
 * @param report  receives the report line by line
 * @returns the exit code: 1 if there is an error, 69 if all other checks pass but one was skipped, 0 if all pass
 */
export async function runChecks(
  { checks, service }: Selection,
  workspace: Workspace,
  report: (line: string) => void,
): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const check of checks) {
    const outcome = await run(check, workspace, service);
    outcomes.push(outcome);
    for (const line of outcomeLines(outcome)) report(line);
  }
  report(totalLine(outcomes));
  if (count(outcomes, 'error') > 0) return ExitCode.failure;
  return outcomes.some(({ skipped }) => skipped !== undefined) ? ExitCode.unavailable : 0;
}

async function run(check: Check, workspace: Workspace, service: string | undefined): Promise<Outcome> {
  try {
    const { findings, summary } = await check.run(workspace);
    const reported = findings.filter((finding) => service === undefined || finding.service === service);
    return { check: check.name, findings: reported, summary };
  } catch (cause) {
    if (cause instanceof CommandError && cause.exitCode === ExitCode.unavailable)
      return { check: check.name, findings: [], summary: [], skipped: cause.message };
    const message = `The check did not run. ${readableError(cause)}`;
    const finding = { severity: 'error', service: check.name, message } as const;
    return { check: check.name, findings: [finding], summary: [] };
  }
}

const outcomeLines = ({ check, findings, summary, skipped }: Outcome): string[] => [
  skipped === undefined ? check : `${check}: skipped. ${skipped}`,
  ...[...findings.map(findingLine), ...summary]
    .flatMap((text) => text.split('\n'))
    .map((line) => `  ${line}`),
];

function totalLine(outcomes: readonly Outcome[]): string {
  const skipped = outcomes.filter((outcome) => outcome.skipped !== undefined).length;
  return (
    `${outcomes.length} checks: ${count(outcomes, 'error')} errors, ${count(outcomes, 'warning')} warnings` +
    `${skipped > 0 ? `, ${skipped} skipped` : ''}.`
  );
}

const count = (outcomes: readonly Outcome[], severity: 'error' | 'warning'): number =>
  outcomes.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
