import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { PendingServices } from './deploy-plan.ts';

/** The commits that `nx affected` compares. */
export interface Comparison {
  readonly base: string;
  /** Undefined to compare with the working tree. */
  readonly head: string | undefined;
}

/**
 * @param argv  of the nx command
 * @returns the commits that an `nx affected -t deploy` compares; undefined for any other command or with explicit files
 */
export function parseDeployComparison(
  argv: readonly string[],
  {
    env = process.env,
    defaultBase = 'main',
  }: { env?: NodeJS.ProcessEnv; defaultBase?: string | undefined } = {},
): Comparison | undefined {
  const [, , command, ...args] = argv;
  if (command !== 'affected' || !args.some((arg) => arg.split(/[=,]/).includes('deploy'))) return undefined;
  const { values } = parseArgs({
    args,
    options: { base: { type: 'string' }, head: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  if (['files', 'uncommitted', 'untracked', 'all'].some((name) => name in values)) return undefined;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    base: text(values['base']) ?? env['NX_BASE'] ?? defaultBase,
    head: text(values['head']) ?? env['NX_HEAD'],
  };
}

/** @returns whether git reports no difference between the commits; false on a git error, which Nx then reports */
export function hasNoChanges({ base, head }: Comparison, cwd: string): boolean {
  const git = (...args: string[]) => {
    const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const since = git('merge-base', base, head ?? 'HEAD') ?? base;
  if (git('diff', '--name-only', since, ...(head === undefined ? [] : [head])) !== '') return false;
  return head !== undefined || git('ls-files', '--others', '--exclude-standard') === '';
}

/**
 * When nothing is affected Nx runs no task, so no service is deployed: a failed earlier deployment would go unnoticed.
 * In any other case the deploy target of the root project is affected (deploy-targets.ts).
 *
 * @param pending  the services that the stage does not have in their current version
 * @throws Error with those services and the command that deploys them
 */
export function requireNothingPending({ base }: Comparison, { stage, services }: PendingServices): void {
  if (services.length === 0) return;
  throw new Error(
    `Nothing has changed since ${base}, but the stage ${stage} does not have the current ${services.join(', ')}. ` +
      `Deploy all pending services with: npx nx deploy tradewind --stage ${stage}`,
  );
}
