import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError, usageError } from '../cli/command-error.ts';

/** The absolute path of the repository. */
export const workspaceRoot = join(import.meta.dirname, '../../../..');

/** The page whose sections the model, the simulation and the fault tests write. */
export const reliabilityPage = join(workspaceRoot, 'docs/reliability.md');

/** Where Node.js keeps compiled code: https://nodejs.org/api/module.html#module-compile-cache */
export const compileCacheFolder = join(workspaceRoot, 'node_modules/.cache/compile');

/**
 * @param argument  a service's name or its folder below the root: `catalog`, `services/catalog`
 * @returns its absolute folder
 * @throws CommandError when the service does not exist
 */
export function serviceFolder(argument: string | undefined, root: string = workspaceRoot): string {
  if (!argument) throw usageError('Missing required argument SERVICE, such as "catalog".');
  const name = basename(argument);
  const folder = join(root, 'services', name);
  if (existsSync(join(folder, 'serverless.yml'))) return folder;
  throw new CommandError(`Service "${name}" does not exist: services/${name}/serverless.yml not found.`);
}

/** @returns the absolute folders of all services, sorted by name */
export function serviceFolders(servicesFolder: string): string[] {
  return readdirSync(servicesFolder)
    .toSorted()
    .map((name) => join(servicesFolder, name))
    .filter((folder) => existsSync(join(folder, 'serverless.yml')));
}

/** @returns the names of all services, sorted */
export const serviceFolderNames = (servicesFolder: string): string[] =>
  serviceFolders(servicesFolder).map((folder) => basename(folder));
