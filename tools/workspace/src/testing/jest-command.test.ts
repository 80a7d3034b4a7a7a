import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../layout/workspace-folders.ts';

const file = 'tools/workspace/src/patterns/wildcard.test.ts';
const run = (command: string, ...args: string[]) => {
  const { NODE_OPTIONS: _ownFlags, ...env } = process.env;
  const { status, stderr } = spawnSync(command, args, { cwd: workspaceRoot, env, encoding: 'utf8' });
  return { status, output: stderr };
};
const jest = 'node_modules/jest/bin/jest.js';

describe('a test file', () => {
  it('runs with npx jest FILE', () => {
    const { status, output } = run('npx', 'jest', file);
    expect(output).toContain(`PASS unit ${file}`);
    expect(status).toBe(0);
  });

  it('runs as editors start it, by a path and a title', () => {
    const args = ['--runTestsByPath', join(workspaceRoot, file), '--testNamePattern', 'no such test'];
    const { status, output } = run(process.execPath, jest, ...args);
    expect(output).toMatch(/Tests: +\d+ skipped/);
    expect(status).toBe(0);
  });

  it('fails with the exit code of Jest', () => {
    expect(run(process.execPath, jest, '--runTestsByPath', 'no-such-file.test.ts').status).toBe(1);
  });
});
