import { basename, join } from 'node:path';
import { existsSync } from 'node:fs';
import { CommandError } from '../cli/command-error.ts';

/** The root of the workspace. */
export const workspaceRoot = join(import.meta.dirname, '../../../..');

/**
 * @param argument  a service's folder below the root, or its name: `services/catalog`, `catalog`
 * @returns its absolute folder
 * @throws CommandError when there is no such service
 */
export function serviceFolder(argument: string | undefined, root: string = workspaceRoot): string {
  if (!argument) throw new CommandError('Which service? Name its folder, such as services/catalog.');
  const folder = join(root, 'services', basename(argument));
  if (existsSync(join(folder, 'serverless.yml'))) return folder;
  throw new CommandError(
    `There is no service "${basename(argument)}": no services/${basename(argument)}/serverless.yml.`,
  );
}
