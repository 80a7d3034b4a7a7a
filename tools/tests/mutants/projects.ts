import { globSync } from 'node:fs';
import { usageError } from '../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** A service or library, by its folder below the root: `services/payments`, `libs/errors`. */
export type Project = string;

/** @returns all services and libraries with unit tests, sorted */
export const allProjects = (root: string = workspaceRoot): Project[] =>
  globSync('{services,libs}/*', { cwd: root })
    .filter((project) => globSync(`${project}/src/**/*.test.ts`, { cwd: root }).length > 0)
    .toSorted();

/**
 * @param name  `payments`, `services/payments`, or undefined for all
 * @throws CommandError for a name that is no service or library with unit tests
 */
export function selectProjects(name: string | undefined, root: string = workspaceRoot): Project[] {
  const projects = allProjects(root);
  if (name === undefined) return projects;
  const selected = projects.filter((project) => project === name || project.split('/')[1] === name);
  if (selected.length > 0) return selected;
  const names = projects.map((project) => project.split('/')[1]).join(', ');
  throw usageError(`Unknown project "${name}". Use one of ${names}.`);
}
