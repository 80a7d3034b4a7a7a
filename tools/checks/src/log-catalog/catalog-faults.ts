import { isSensitiveName } from '#libs/logging';
import type { Catalog } from './read-catalogs.ts';

const EVENT_NAME = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;

/**
 * What is wrong with what services log.
 *
 * @param sourceOf  all sources of a folder but its catalog, as one text
 * @returns one sentence per fault, with what to do
 */
export function catalogFaults(catalogs: readonly Catalog[], sourceOf: (folder: string) => string): string[] {
  return catalogs.flatMap(({ folder, events }) => {
    const source = sourceOf(folder);
    return Object.entries(events).flatMap(([name, { description, fields }]) => [
      ...(EVENT_NAME.test(name) ? [] : [`${folder} ${name}: write noun.what-happened, in small letters.`]),
      ...(description.endsWith('.')
        ? []
        : [`${folder} ${name}: "description" is one sentence, with its full stop.`]),
      ...(mentions(source, name) ? [] : [`${folder} ${name}: nobody logs it; take it out of the catalog.`]),
      ...Object.keys(fields)
        .filter(isSensitiveName)
        .map(
          (field) => `${folder} ${name}: the field ${field} would be blanked, as personal data or a secret.`,
        ),
    ]);
  });
}

// A name may be put together: `${noun}.failed`.
const mentions = (source: string, name: string): boolean =>
  source.includes(`'${name}'`) || source.includes(`}.${name.split('.')[1]}\``);
