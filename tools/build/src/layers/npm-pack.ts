import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/**
 * Has npm put the tarballs of packages into a folder, as they are in the registry. npm knows the registry, its
 * credentials, the proxy and the machine's own cache from .npmrc, and asks for no platform.
 *
 * @param specifiers  such as `sharp@0.35.5`
 * @throws CommandError with what npm said
 */
export function npmPack(specifiers: readonly string[], folder: string): void {
  const options = ['--ignore-scripts', '--prefer-offline', '--no-dry-run', '--loglevel=error'];
  const { status, stdout, stderr, error } = spawnSync(
    'npm',
    ['pack', ...options, '--pack-destination', folder, ...specifiers],
    { cwd: workspaceRoot, encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status === 0) return;
  throw new CommandError(
    `npm could not fetch ${specifiers.join(', ')}:\n${(error?.message ?? `${stdout}${stderr}`).trim()}\n` +
      'A layer is built from the package registry the first time; look at the network and at .npmrc.',
  );
}
