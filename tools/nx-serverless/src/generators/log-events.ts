import type { Tree } from '@nx/devkit';

interface NewLogEvent {
  readonly name: string;
  /** One sentence for docs/logs.md. */
  readonly description: string;
  /** As source: `{ orderId: 'id' }`. */
  readonly fields: string;
}

/**
 * Adds an event to what a service logs, and the catalog itself where it has none yet.
 *
 * @param folder  the service's
 * @throws Error where the service logs that event already
 */
export function addLogEvent(tree: Tree, folder: string, { name, description, fields }: NewLogEvent): void {
  const file = `${folder}/src/log-events.ts`;
  const catalog = tree.exists(file) ? tree.read(file, 'utf8')! : EMPTY;
  if (catalog.includes(`'${name}'`)) throw new Error(`${file} has an event ${name} already.`);
  const end = catalog.lastIndexOf('});');
  const event = `  '${name}': {\n    level: 'info',\n    description: '${description}',\n    fields: ${fields},\n  },\n`;
  tree.write(file, catalog.slice(0, end) + event + catalog.slice(end));
}

const EMPTY = `import { eventLog } from '#libs/logging';

/** What this service logs beside what the handlers of all services do. */
export const log = eventLog({
});
`;
