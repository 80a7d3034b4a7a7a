import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** Makes a folder a workspace of these files, with this repository's Nx plugin and packages: enough for its graph. */
export function writeGraphWorkspace(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  for (const file of [
    'nx.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.base.json',
    '.gitignore',
  ])
    cpSync(join(workspaceRoot, file), join(folder, file));
  for (const source of ['tools/nx-serverless/src', 'tools/workspace/src'])
    cpSync(join(workspaceRoot, source), join(folder, source), { recursive: true });
  symlinkSync(join(workspaceRoot, 'node_modules'), join(folder, 'node_modules'));
  spawnSync('git', ['init', '--quiet'], { cwd: folder });
}

/** Runs a Node program in such a workspace. @returns what it printed @throws Error with that where it fails */
export function runInGraphWorkspace(folder: string, program: string, ...args: readonly string[]): string {
  const { NODE_OPTIONS: _jestOptions, ...env } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, NX_DAEMON: 'false', NX_WORKSPACE_DATA_DIRECTORY: join(folder, '.nx/data') },
  });
  if (status !== 0) throw new Error(stdout + stderr);
  return stdout;
}
