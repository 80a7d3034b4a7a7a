import type { ConsoleSource } from '../console-source.ts';
import { type Catalog, countEvents, type CountedEvent } from '../log-events/count-events.ts';
import type { Route } from '../route.ts';
import { runReport } from '../run-report.ts';

// All lines that the local cloud keeps.
const MAX_LINES = 10_000;

/** The catalog of log events with the number of lines that were logged. */
export function logEventRoutes({ cloud, workspaceFolder }: ConsoleSource): readonly Route[] {
  let catalogs: Promise<readonly Catalog[]> | undefined;
  return [
    {
      method: 'GET',
      path: '/api/log-events',
      async handle(): Promise<readonly CountedEvent[]> {
        catalogs ??= runReport<readonly Catalog[]>('print-log-catalogs.ts', { workspaceFolder }).catch(
          (error: unknown) => {
            catalogs = undefined;
            throw error;
          },
        );
        return countEvents(await catalogs, cloud.activity.logs({ limit: MAX_LINES }).items);
      },
    },
  ];
}
