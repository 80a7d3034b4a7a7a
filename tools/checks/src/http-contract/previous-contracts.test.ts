import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { HTTP_CONTRACTS } from '../../../build/src/client/generate-client.ts';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { previousContracts } from './previous-contracts.ts';

/** A repository whose branch `main` has the version 1 of a contract, and whose branch `change` has the version 2. */
function repository() {
  const root = temporaryFolder('contracts-');
  const git = (...args: readonly string[]) =>
    spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: root });
  const commit = (version: string) => {
    mkdirSync(join(root, HTTP_CONTRACTS), { recursive: true });
    writeFileSync(join(root, HTTP_CONTRACTS, 'orders.json'), JSON.stringify({ version }));
    git('add', '-A');
    git('commit', '-qm', version);
  };
  git('init', '-qb', 'main');
  commit('1.0.0');
  git('switch', '-qc', 'change');
  commit('2.0.0');
  return { root, git };
}

describe('previousContracts', () => {
  it('reads the contracts of the commit where the branch left main', () => {
    const { root, git } = repository();
    git('switch', '-q', 'main');
    git('commit', '-q', '--allow-empty', '-m', 'later');
    git('switch', '-q', 'change');
    expect(previousContracts(root, undefined)?.contracts.get('orders')).toEqual({ version: '1.0.0' });
  });

  it('reads those of the given base', () => {
    expect(previousContracts(repository().root, 'change')?.contracts.get('orders')).toEqual({
      version: '2.0.0',
    });
  });

  it('has none outside of a repository', () => {
    expect(previousContracts(temporaryFolder('no-repository-'), undefined)).toBeUndefined();
  });
});
