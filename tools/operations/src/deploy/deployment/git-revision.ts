import { spawnSync } from 'node:child_process';

/** @returns the commit that is checked out, with `+` where files of the service differ from it */
export function gitRevision(folder: string): string {
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: folder, encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short=12', 'HEAD') || 'unknown';
  return git('status', '--porcelain', '--', '.') ? `${commit}+` : commit;
}
