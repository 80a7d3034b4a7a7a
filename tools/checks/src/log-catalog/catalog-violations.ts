import { isSensitiveName } from '#libs/redaction';
import type { Finding } from '../finding.ts';
import type { Catalog } from './read-catalogs.ts';

const EVENT_NAME = /^[a-z][a-z-]*\.[a-z][a-z-]*$/;

/**
 * Checks the catalogs of log events.
 *
 * @param readSources  returns all sources of a folder except its catalog, as one text
 */
export const catalogViolations = (
  catalogs: readonly Catalog[],
  readSources: (folder: string) => string,
): Finding[] =>
  catalogs.flatMap(({ folder, events }) => {
    const source = readSources(folder);
    return Object.entries(events).flatMap(([name, { description, fields }]) =>
      [
        ...(EVENT_NAME.test(name)
          ? []
          : ['The name is invalid. Write "noun.past-participle" in lower case.']),
        ...(description.endsWith('.')
          ? []
          : ['The description is not a sentence. Write one that ends with a full stop.']),
        ...(isMentioned(name, source) ? [] : ['The event is never logged. Remove it from the catalog.']),
        ...Object.keys(fields)
          .filter(isSensitiveName)
          .map(
            (field) =>
              `The field ${field} would be redacted as personal data or a secret. Rename or remove it.`,
          ),
      ].map((message): Finding => ({ severity: 'error', service: folder, subject: name, message })),
    );
  });

/** Recognizes a literal name and one built from a template: `${noun}.failed`. */
const isMentioned = (name: string, source: string): boolean =>
  source.includes(`'${name}'`) || source.includes(`}.${name.split('.')[1]}\``);
