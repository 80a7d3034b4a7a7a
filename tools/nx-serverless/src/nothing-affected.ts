import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

/** Which commits `nx affected` compares. */
export interface Compared {
  readonly base: string;
  /** Nothing where the files on disk are meant. */
  readonly head: string | undefined;
}

/**
 * @param argv  of the nx command
 * @returns what an `nx affected -t deploy` compares; nothing for any other run, and for one that names its files itself
 */
export function comparedForDeploy(
  argv: readonly string[],
  {
    env = process.env,
    defaultBase = 'main',
  }: { env?: NodeJS.ProcessEnv; defaultBase?: string | undefined } = {},
): Compared | undefined {
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

/** @returns whether git sees no difference, as Nx asks it; false where it cannot say, for Nx then says why */
export function isUnchanged({ base, head }: Compared, cwd: string): boolean {
  const git = (...args: string[]) => {
    const { status, stdout } = spawnSync('git', args, { cwd, encoding: 'utf8' });
    return status === 0 ? stdout.trim() : undefined;
  };
  const since = git('merge-base', base, head ?? 'HEAD') ?? base;
  if (git('diff', '--name-only', since, ...(head === undefined ? [] : [head])) !== '') return false;
  return head !== undefined || git('ls-files', '--others', '--exclude-standard') === '';
}

/**
 * Where nothing is affected Nx runs no task, so nobody asks the ledger: what a failed deploy left behind would stay
 * behind without a word. Everywhere else the deploy of the whole workspace is affected (deploy-targets.ts).
 *
 * @param lacking  names what the stage lacks
 * @throws Error naming it, with the command that deploys it
 */
export async function refuseToOverlook(
  { base }: Compared,
  { stage, lacking }: { readonly stage: string; readonly lacking: () => Promise<readonly string[]> },
): Promise<void> {
  const names = await lacking();
  if (names.length === 0) return;
  throw new Error(
    `Nothing has changed since ${base}, but ${stage} lacks ${names.join(', ')}. ` +
      `Deploy what a stage lacks, whatever git says, with: npx nx deploy tradewind --stage ${stage}`,
  );
}
