// cspell:ignore tells buyer recieved -- planted, to see that the check reports them
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

describe('npm run spelling', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'spelling-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const check = (file: string, content: string) => {
    writeFileSync(join(folder, file), content);
    const cspell = join(workspaceRoot, 'node_modules/cspell/bin.mjs');
    const options = ['--no-progress', '--no-summary', '--no-gitignore', '--words-only'];
    const config = ['--config', join(workspaceRoot, 'cspell.config.yaml'), '--root', folder];
    return spawnSync(process.execPath, [cspell, ...options, ...config, file], {
      cwd: folder,
      encoding: 'utf8',
    });
  };

  it('reports flagged and misspelled words in comments and identifiers', () => {
    const { status, stdout } = check('planted.ts', '// It tells what was recieved.\nconst nextBuyer = 1;\n');
    expect(status).toBe(1);
    expect(stdout.trim().split('\n')).toEqual(['tells', 'recieved', 'Buyer']);
  });

  it('accepts a flagged word with an inline directive', () => {
    expect(check('allowed.ts', '// cspell:ignore tells -- quotes an API\n// It tells.\n').status).toBe(0);
  });

  it('has a reason for every inline directive in the repository', () => {
    const pattern = '^ *(//|#|<!--) *cspell:(ignore|disable|words)';
    const { stdout } = spawnSync('git', ['grep', '-niE', pattern], { cwd: workspaceRoot, encoding: 'utf8' });
    const directives = stdout.trim().split('\n').filter(Boolean);
    expect(directives.length).toBeGreaterThan(0);
    expect(directives.filter((line) => !/ -- \w/.test(line))).toEqual([]);
  });
});
