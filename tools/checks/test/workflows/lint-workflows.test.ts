import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { unpinnedActions } from '../../src/workflows/unpinned-actions.ts';

const pinned = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd';

describe('the check of workflows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
  const lint = () =>
    spawnSync(process.execPath, ['tools/checks/src/workflows/lint-workflows.ts', folder], {
      encoding: 'utf8',
    });
  const workflow = (step: string) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;

  beforeAll(() => writeFileSync(join(folder, 'sound.yml'), workflow(`uses: ${pinned}`)));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('passes a sound workflow', () => {
    expect(lint()).toMatchObject({ status: 0, stderr: '' });
  });

  it('names file and line of a mistake', () => {
    writeFileSync(join(folder, 'broken.yml'), workflow('run: echo ${{ githb.sha }}'));
    const { status, stderr } = lint();
    expect(status).toBe(1);
    expect(stderr).toMatch(/broken\.yml:6:\d+: undefined variable "githb"/);
  });

  it('passes the workflows of this repository', () => {
    const { stderr, status } = spawnSync(process.execPath, ['tools/checks/src/workflows/lint-workflows.ts'], {
      encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });
});

describe('unpinnedActions', () => {
  it('wants a full commit hash', () => {
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
