import { spawnSync } from 'node:child_process';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Downloads the tarballs of packages into a folder with npm, which applies the registry, credentials, proxy and cache of
 * .npmrc, and downloads packages for any platform.
 *
 * @param specifiers  such as `sharp@0.35.5`
 * @throws CommandError with the output of npm if it fails
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
      'The first build of a layer downloads packages from the registry. Check the network and .npmrc.',
  );
}
