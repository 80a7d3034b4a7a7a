import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { deployStack } from './deploy-stack.ts';
import { runOsls } from './run-osls.ts';
import { whileThrottled } from './throttled.ts';

describe('a run of osls', () => {
  let folder = '';
  const program = (code: string) => {
    const file = join(folder, 'program.cjs');
    writeFileSync(file, code);
    return file;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'osls-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('returns the exit code and the output', async () => {
    const noisy = program('console.log(process.argv[2], process.cwd()); process.exit(3)');
    const { exitCode, output } = await runOsls(folder, ['deploy'], new AbortController().signal, noisy);
    expect(exitCode).toBe(3);
    expect(output).toContain('deploy');
  });

  it('stops with its children when the signal aborts', async () => {
    const child = join(folder, 'child.pid');
    const endless = program(`
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      require('node:fs').writeFileSync(${JSON.stringify(child)}, String(child.pid));
      setInterval(() => {}, 1000);`);
    const stopping = new AbortController();
    const run = runOsls(folder, ['deploy'], stopping.signal, endless);
    const pid = await waitUntil(
      async () => (existsSync(child) && Number(readFileSync(child, 'utf8'))) || undefined,
      60_000,
    );
    stopping.abort(new CommandError('took longer than 1 s'));
    await expect(run).rejects.toThrow('took longer than 1 s');
    await expect(waitUntil(() => !isRunning(pid))).resolves.toBe(true);
  });
});

/** A process that ended still has its number until its parent has looked. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('throttling', () => {
  const recorded = () => {
    const pauses: number[] = [];
    return {
      pauses,
      deps: {
        pause: async (ms: number) => void pauses.push(ms),
        signal: new AbortController().signal,
        print: () => {},
        random: () => 1,
      },
    };
  };

  it('is answered by growing pauses, up to a limit', async () => {
    const { pauses, deps } = recorded();
    const run = async () => ({ exitCode: 1, output: 'Error: Rate exceeded' });
    expect(await whileThrottled(run, deps)).toMatchObject({ exitCode: 1 });
    expect(pauses).toEqual([5000, 10_000, 20_000, 40_000, 80_000]);
  });

  it('is over as soon as AWS takes the call, and is not every failure', async () => {
    const { pauses, deps } = recorded();
    const answers = [
      { exitCode: 1, output: 'ThrottlingException' },
      { exitCode: 0, output: '' },
    ];
    expect(await whileThrottled(async () => answers.shift()!, deps)).toMatchObject({ exitCode: 0 });
    await whileThrottled(async () => ({ exitCode: 1, output: 'Properties validation failed' }), deps);
    expect(pauses).toEqual([5000]);
  });
});

describe('a stack', () => {
  const service = {
    name: 'a',
    folder: '/a',
    stage: 'dev',
    region: 'us-east-1',
    stackName: 'tradewind-a-dev',
  };
  const onStack = (state: string | undefined, exitCode = 0) => {
    const runs: (readonly string[])[] = [];
    const deps = {
      stacks: { settled: async () => state },
      signal: new AbortController().signal,
      pause: async () => {},
      print: () => {},
      run: async (_folder: string, args: readonly string[]) => {
        runs.push(args);
        return { exitCode, output: '' };
      },
    };
    return { runs, done: deployStack(service, deps) };
  };

  it('deploys from the package, regardless of the state of osls', async () => {
    const { runs, done } = onStack('UPDATE_ROLLBACK_COMPLETE');
    await done;
    expect(runs).toEqual([
      ['deploy', '--stage', 'dev', '--region', 'us-east-1', '--package', '.serverless', '--force'],
    ]);
  });

  it.each([
    ['ROLLBACK_COMPLETE', 'npx nx remove a'],
    ['UPDATE_ROLLBACK_FAILED', 'continue-update-rollback'],
    ['DELETE_FAILED', 'partly deleted'],
  ])('that is %s is not deployed, but explained', async (state, words) => {
    const { runs, done } = onStack(state);
    await expect(done).rejects.toThrow(words);
    expect(runs).toEqual([]);
  });

  it('says when that failed', async () => {
    await expect(onStack(undefined, 1).done).rejects.toThrow('a: the deployment to dev failed');
  });
});
