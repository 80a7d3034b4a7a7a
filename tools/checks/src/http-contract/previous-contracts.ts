import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { HTTP_CONTRACTS } from '../../../build/src/client/generate-client.ts';
import type { HttpContract } from '../../../build/src/client/http-contract.ts';

/** The contracts of an earlier commit. */
export interface PreviousContracts {
  readonly commit: string;
  readonly contracts: ReadonlyMap<string, HttpContract>;
}

/**
 * Reads the contracts that the clients of today were generated from: those of the commit that a change is compared with,
 * `NX_BASE` or where the branch left main.
 *
 * @returns undefined without git, or if that commit has no contracts
 */
export function previousContracts(
  root: string,
  base = process.env['NX_BASE'],
): PreviousContracts | undefined {
  const commit = baseCommit(root, base);
  if (commit === undefined) return undefined;
  const files =
    git(root, 'ls-tree', '--name-only', commit, `${HTTP_CONTRACTS}/`)?.split('\n').filter(Boolean) ?? [];
  const contracts = files.map(
    (file) =>
      [basename(file, '.json'), JSON.parse(git(root, 'show', `${commit}:${file}`)!) as HttpContract] as const,
  );
  return contracts.length === 0 ? undefined : { commit, contracts: new Map(contracts) };
}

function baseCommit(root: string, base: string | undefined): string | undefined {
  const candidates = base ? [base] : ['origin/main', 'main'];
  for (const candidate of candidates) {
    const commit = git(root, 'merge-base', 'HEAD', candidate);
    if (commit !== undefined) return commit;
  }
  return undefined;
}

/** Contracts are larger than the default of one megabyte might allow one day. */
const MAX_BYTES = 64 * 1024 * 1024;

/** @returns the output, or undefined if the command fails */
function git(root: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: MAX_BYTES });
  return status === 0 ? stdout.trim() : undefined;
}
