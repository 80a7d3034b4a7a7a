import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { flushChanges, FsTree } from 'nx/src/generators/tree.js';
import { workspaceRoot } from '../layout/workspace-folders.ts';

/** What a command printed, and how it ended. */
export interface Ended {
  readonly exitCode: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** A copy of this workspace that a test or a benchmark may change. */
export interface TemporaryWorkspace {
  readonly folder: string;
  /** The environment of its commands. */
  readonly environment: NodeJS.ProcessEnv;
  /** Runs a program of `node_modules/.bin`, `node` or `git` in the workspace's root. */
  attempt(program: string, ...args: string[]): Promise<Ended>;
  /** The same. @returns what it printed. @throws Error with that where it fails */
  run(program: string, ...args: string[]): Promise<string>;
  /** Lets a generator change the workspace, as `nx generate` would. */
  change(generate: (tree: Tree) => Promise<GeneratorCallback | void>): Promise<void>;
  /** Makes all changes so far what later ones are compared with. */
  commit(): void;
  remove(): void;
}

interface Contents {
  /** Names of the services that come along. */
  readonly services: readonly string[];
  /** For every command, in addition to the process's own. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Copies the workspace without what git ignores, with the installed packages by a link, into a repository of its own.
 */
export function temporaryWorkspace({ services, env = {} }: Contents): TemporaryWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tradewind-workspace-')));
  const isSelected = (file: string) => {
    const [, service] = /^services\/([^/]+)\//.exec(file) ?? [];
    return service === undefined || services.includes(service);
  };
  for (const file of filesOfWorkspace().filter(isSelected)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(workspaceRoot, file), join(folder, file));
  }
  symlinkSync(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));

  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'test');
  };
  git('init', '--quiet', '--initial-branch=main');
  commit();

  const attempt = (program: string, ...args: string[]) =>
    runIn(folder, program, args, environmentIn(folder, env));
  return {
    folder,
    // Each time anew, because the process may set variables later.
    get environment() {
      return environmentIn(folder, env);
    },
    attempt,
    async run(program, ...args) {
      const { exitCode, output } = await attempt(program, ...args);
      if (exitCode === 0) return output;
      throw new Error(`${program} ${args.join(' ')} ended with ${exitCode}:\n${output}`);
    },
    async change(generate) {
      const tree = new FsTree(folder, false);
      const callBack = await generate(tree);
      flushChanges(folder, tree.listChanges());
      await callBack?.();
    },
    commit,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** With what is not committed yet, so that a test sees what is being worked on. */
function filesOfWorkspace(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(workspaceRoot, file)));
}

function environmentIn(folder: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Jest's own options and test environment would reach what is run, and Nx' daemon would outlive it.
  const {
    NODE_OPTIONS: _options,
    JEST_WORKER_ID: _worker,
    TRADEWIND_TEST_CLOUD: _cloud,
    ...env
  } = process.env;
  return {
    ...env,
    PATH: `${join(folder, 'node_modules', '.bin')}${delimiter}${env['PATH']}`,
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NX_WORKSPACE_DATA_DIRECTORY: join(folder, '.nx', 'workspace-data'),
    FORCE_COLOR: '0',
    ...more,
  };
}

function runIn(
  folder: string,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Ended> {
  const binaries = join(folder, 'node_modules', '.bin');
  const file = { node: process.execPath, git: 'git' }[program] ?? join(binaries, program);
  const child = spawn(file, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => printed.push(chunk));
  return new Promise((done, reject) =>
    child
      .once('error', reject)
      .once('close', (exitCode) => done({ exitCode, output: Buffer.concat(printed).toString() })),
  );
}
