import { basename } from 'node:path';
import type { Tree } from '@nx/devkit';
import { parse } from 'yaml';
import { capitalized, toNames } from './names.ts';

const fileOf = (folder: string): string => `${folder}/api.yml`;

/** @returns the tag of a new route: the first one of the service's `api.yml`, or one named after the service */
export function findTag(tree: Tree, folder: string): string {
  const described = (parse(tree.read(fileOf(folder), 'utf8') ?? '') ?? {}) as { tags?: object };
  return Object.keys(described.tags ?? {})[0] ?? capitalized(toNames(basename(folder)).words);
}

/** Writes the `api.yml` of a service that had no route until now. */
export function ensureApiDescription(tree: Tree, folder: string): void {
  if (tree.exists(fileOf(folder))) return;
  const tag = findTag(tree, folder);
  tree.write(fileOf(folder), `title: Tradewind ${tag} API\ndescription: ${tag}.\ntags:\n  ${tag}: ${tag}.\n`);
}
