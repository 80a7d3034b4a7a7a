import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LogEvents } from '#libs/logging';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** The log events of one service or library. */
export interface Catalog {
  /** `services/orders`, `libs/lambda` */
  readonly folder: string;
  readonly events: LogEvents;
}

/** @returns the catalogs of all libraries and services: the events of `log` in each `src/log-events.ts` */
export async function readCatalogs(root: string = workspaceRoot): Promise<Catalog[]> {
  const files = globSync('{libs,services}/*/src/log-events.ts', { cwd: root }).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const module = (await import(pathToFileURL(join(root, file)).href)) as { log: { events: LogEvents } };
      return { folder: file.replace('/src/log-events.ts', ''), events: module.log.events };
    }),
  );
}
