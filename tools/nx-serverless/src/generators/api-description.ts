import { basename } from 'node:path';
import type { Tree } from '@nx/devkit';
import { parse } from 'yaml';
import { capitalized, toNames } from './names.ts';

/**
 * Returns the tag of a new route: the first one of the service's `api.yml`, which is written if the service had no route
 * until now.
 */
export function requireTag(tree: Tree, folder: string): string {
  const file = `${folder}/api.yml`;
  const { tags = {} } = (parse(tree.read(file, 'utf8') ?? '') ?? {}) as { tags?: Record<string, string> };
  const [existing] = Object.keys(tags);
  if (existing !== undefined) return existing;
  const tag = capitalized(toNames(basename(folder)).words);
  tree.write(file, `title: Tradewind ${tag} API\ndescription: ${tag}.\ntags:\n  ${tag}: ${tag}.\n`);
  return tag;
}
