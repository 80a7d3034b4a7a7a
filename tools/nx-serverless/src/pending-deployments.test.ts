import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseDeployComparison, hasNoChanges, requireNothingPending } from './pending-deployments.ts';

describe('parseDeployComparison', () => {
  const compared = (line: string, env = {}) =>
    parseDeployComparison(['/usr/bin/node', '/x/nx.js', ...line.split(' ')], { env });

  it('returns the commits of an affected deploy', () => {
    expect(compared('affected -t deploy --stage dev')).toEqual({ base: 'main', head: undefined });
    expect(compared('affected --targets=test,deploy --base=a --head b')).toEqual({ base: 'a', head: 'b' });
    expect(compared('affected -t test deploy', { NX_BASE: 'c', NX_HEAD: 'd' })).toEqual({
      base: 'c',
      head: 'd',
    });
  });

  it('returns undefined for other commands and for explicit files', () => {
    for (const line of ['run-many -t deploy', 'affected -t test', 'affected -t deploy --files=a', 'deploy a'])
      expect(compared(line)).toBeUndefined();
  });
});

describe('hasNoChanges', () => {
  let folder = '';
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...args], { cwd: folder });
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'unchanged-')));
    git('init', '--quiet', '--initial-branch=main');
    writeFileSync(join(folder, 'a'), '1');
    git('add', '--all');
    git('commit', '--quiet', '-m', 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('detects committed and uncommitted changes', () => {
    const onDisk = { base: 'main', head: undefined };
    expect(hasNoChanges(onDisk, folder)).toBe(true);
    writeFileSync(join(folder, 'new'), '');
    expect(hasNoChanges(onDisk, folder)).toBe(false);
    expect(hasNoChanges({ base: 'main', head: 'HEAD' }, folder)).toBe(true);
    git('add', '--all');
    git('commit', '--quiet', '-m', 'two');
    expect(hasNoChanges({ base: 'HEAD~1', head: 'HEAD' }, folder)).toBe(false);
    expect(hasNoChanges(onDisk, folder)).toBe(true);
  });

  it('returns false for an unknown commit', () => {
    expect(hasNoChanges({ base: 'nowhere', head: 'HEAD' }, folder)).toBe(false);
  });
});

describe('requireNothingPending', () => {
  const check = (...names: string[]) =>
    requireNothingPending({ base: 'main', head: undefined }, { stage: 'dev', services: names });

  it('throws with the pending services and the command that deploys them', () => {
    expect(() => check()).not.toThrow();
    expect(() => check('orders')).toThrow(
      /since main, but the stage dev does not have the current orders\..*npx nx deploy tradewind --stage dev/,
    );
  });
});
