import type { Tree } from '@nx/devkit';

interface NewLogEvent {
  readonly name: string;
  /** One sentence for docs/logs.md. */
  readonly description: string;
  /** As source: `{ orderId: 'id' }`. */
  readonly fields: string;
}

/**
 * Adds a log event to a service's catalog, and creates the catalog if there is none.
 *
 * @param folder  the service's folder
 * @throws Error when the catalog has that event
 */
export function addLogEvent(tree: Tree, folder: string, { name, description, fields }: NewLogEvent): void {
  const file = `${folder}/src/log-events.ts`;
  const catalog = tree.exists(file) ? tree.read(file, 'utf8')! : EMPTY;
  if (catalog.includes(`'${name}'`)) throw new Error(`${file} already has an event ${name}.`);
  const end = catalog.lastIndexOf('});');
  const event = `  '${name}': {\n    level: 'info',\n    description: '${description}',\n    fields: ${fields},\n  },\n`;
  tree.write(file, catalog.slice(0, end) + event + catalog.slice(end));
}

const EMPTY = `import { eventLog } from '#libs/logging';

/** The events that only this service logs. */
export const log = eventLog({
});
`;
