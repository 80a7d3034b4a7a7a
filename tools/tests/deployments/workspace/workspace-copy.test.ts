import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyWorkspace, type WorkspaceCopy } from './workspace-copy.ts';

describe('copyWorkspace', () => {
  const original = mkdtempSync(join(tmpdir(), 'original-'));
  let copy: WorkspaceCopy;
  beforeEach(() => {
    mkdirSync(join(original, 'services/a'), { recursive: true });
    mkdirSync(join(original, 'node_modules/x'), { recursive: true });
    writeFileSync(join(original, '.gitignore'), 'node_modules\ndist\n');
    writeFileSync(join(original, 'services/a/serverless.yml'), 'one two two\n');
    writeFileSync(join(original, 'gone.txt'), '');
    writeFileSync(join(original, 'dist'), 'ignored');
    const git = (...args: string[]) => spawnSync('git', args, { cwd: original });
    git('init', '--quiet');
    git('add', '--all');
    rmSync(join(original, 'gone.txt'));
    writeFileSync(join(original, 'new.txt'), 'new');
    copy = copyWorkspace(original);
  });
  afterEach(() => {
    copy.remove();
    rmSync(original, { recursive: true, force: true });
  });

  it('copies files that are not ignored and shares the installed packages', () => {
    expect(copy.read('services/a/serverless.yml')).toBe('one two two\n');
    expect(copy.read('new.txt')).toBe('new');
    expect(existsSync(join(copy.root, 'node_modules/x'))).toBe(true);
    for (const file of ['dist', 'gone.txt']) expect(existsSync(join(copy.root, file))).toBe(false);
  });

  it('edits the copy only, and only a unique occurrence', () => {
    copy.edit('services/a/serverless.yml', 'one', '1');
    expect(copy.read('services/a/serverless.yml')).toBe('1 two two\n');
    expect(readFileSync(join(original, 'services/a/serverless.yml'), 'utf8')).toBe('one two two\n');
    expect(() => copy.edit('services/a/serverless.yml', 'two', '2')).toThrow('2 times, not once');
    expect(() => copy.edit('services/a/serverless.yml', 'three', '3')).toThrow('0 times, not once');
  });

  it('has its own git history', () => {
    copy.write('services/a/serverless.yml', 'other\n');
    copy.commit('another');
    const { stdout } = spawnSync('git', ['diff', '--name-only', 'HEAD~1'], {
      cwd: copy.root,
      encoding: 'utf8',
    });
    expect(stdout).toBe('services/a/serverless.yml\n');
  });
});
