import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { comparedForDeploy, isUnchanged, refuseToOverlook } from './nothing-affected.ts';

describe('a run of nx', () => {
  const compared = (line: string, env = {}) =>
    comparedForDeploy(['/usr/bin/node', '/x/nx.js', ...line.split(' ')], { env });

  it('that deploys what is affected compares two commits, or a commit with the files', () => {
    expect(compared('affected -t deploy --stage dev')).toEqual({ base: 'main', head: undefined });
    expect(compared('affected --targets=test,deploy --base=a --head b')).toEqual({ base: 'a', head: 'b' });
    expect(compared('affected -t test deploy', { NX_BASE: 'c', NX_HEAD: 'd' })).toEqual({
      base: 'c',
      head: 'd',
    });
  });

  it('of another kind compares nothing here, nor does one that is told what to take', () => {
    for (const line of ['run-many -t deploy', 'affected -t test', 'affected -t deploy --files=a', 'deploy a'])
      expect(compared(line)).toBeUndefined();
  });
});

describe('what git sees', () => {
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

  it('is a change, committed or not, or none', () => {
    const onDisk = { base: 'main', head: undefined };
    expect(isUnchanged(onDisk, folder)).toBe(true);
    writeFileSync(join(folder, 'new'), '');
    expect(isUnchanged(onDisk, folder)).toBe(false);
    expect(isUnchanged({ base: 'main', head: 'HEAD' }, folder)).toBe(true);
    git('add', '--all');
    git('commit', '--quiet', '-m', 'two');
    expect(isUnchanged({ base: 'HEAD~1', head: 'HEAD' }, folder)).toBe(false);
    expect(isUnchanged(onDisk, folder)).toBe(true);
  });

  it('is not for us to say where it knows no such commit', () => {
    expect(isUnchanged({ base: 'nowhere', head: 'HEAD' }, folder)).toBe(false);
  });
});

describe('a deploy of what is affected, where nothing is', () => {
  const overlooking = (...names: string[]) =>
    refuseToOverlook({ base: 'main', head: undefined }, { stage: 'dev', lacking: async () => names });

  it('ends well where the stage has all, and otherwise with what it lacks and how to deploy that', async () => {
    await expect(overlooking()).resolves.toBeUndefined();
    await expect(overlooking('orders')).rejects.toThrow(
      /since main, but dev lacks orders\..*npx nx deploy tradewind --stage dev/,
    );
  });
});
