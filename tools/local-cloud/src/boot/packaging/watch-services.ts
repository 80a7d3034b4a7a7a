import { type FSWatcher, existsSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { watchService } from '../../../../build/src/bundler/watch-service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { packageServices } from './package-services.ts';

interface Dependencies {
  readonly workspaceFolder: string;
  readonly serviceFolders: readonly string[];
  readonly terminal: Pick<Terminal, 'info' | 'error'>;
  /** Loads a service's template again and deploys its changes. */
  redeploy(service: string): Promise<void>;
}

export interface Watch {
  stop(): Promise<void>;
}

// An editor saves in several steps.
const SETTLED_AFTER_MS = 50;

/**
 * Watches the sources of services. A change of code rebuilds its bundles, which the functions then load. A change of a
 * template packages and deploys the service again. If that fails, the previous code keeps running.
 */
export function watchServices({ workspaceFolder, serviceFolders, terminal, redeploy }: Dependencies): Watch {
  const redeployments = createQueue(async (service) => {
    terminal.info(`${service}: the template changed; deploying again`);
    try {
      await packageServices({ workspaceFolder, services: [service] });
      await redeploy(service);
      terminal.info(`${service}: deployed again`);
    } catch (error) {
      terminal.error(
        `${service}: ${(error as Error).message}\n${service}: the previous deployment keeps running`,
      );
    }
  });
  const watches = serviceFolders.map((folder) =>
    watchDeclarations(folder, () => redeployments.soon(basename(folder))),
  );
  let isStopped = false;

  /** In sequence, because the first build of each service loads the machine. */
  const watchSources = async () => {
    for (const folder of serviceFolders) {
      if (isStopped) return;
      watches.push(
        await watchService(folder, {
          onRebuilt: onRebuilt(basename(folder)),
          onError: onError(basename(folder)),
        }),
      );
    }
  };
  const onRebuilt = (service: string) => (functions: readonly string[], files: readonly string[]) => {
    if (functions.length > 0) terminal.info(`${service}: reloaded ${functions.join(', ')}`);
    if (files.some(isApiDocument)) redeployments.soon(service);
  };
  const onError = (service: string) => (message: string) =>
    terminal.error(`${service}: ${message.trimEnd()}\n${service}: the previous code keeps running`);

  const watching = watchSources().catch((error: Error) =>
    terminal.error(`Watching for edits failed: ${error.stack}`),
  );
  return {
    async stop() {
      isStopped = true;
      redeployments.cancel();
      await watching;
      await Promise.all(watches.map((each) => each.stop()));
    },
  };
}

/** Whether a built file is part of the template, such as a model of API Gateway; the others only describe bundles. */
const isApiDocument = (file: string): boolean =>
  file.endsWith('.json') && !/^(meta|openapi|.*\.environment)\.json$/.test(file);

function watchDeclarations(folder: string, onChange: () => void): Watch {
  const infra = join(folder, 'infra');
  const watchers: FSWatcher[] = [
    // Watch the folder, because an editor that replaces the file would end a watch on the file.
    watch(folder, (_event, file) => {
      if (file === 'serverless.yml') onChange();
    }),
    ...(existsSync(infra) ? [watch(infra, { recursive: true }, onChange)] : []),
  ];
  return {
    async stop() {
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Runs a task for a service shortly after a request, one at a time. */
function createQueue(task: (service: string) => Promise<void>) {
  const waiting = new Map<string, NodeJS.Timeout>();
  let last = Promise.resolve();
  const run = (service: string) => {
    waiting.delete(service);
    last = last.then(() => task(service));
  };
  return {
    soon(service: string): void {
      clearTimeout(waiting.get(service));
      waiting.set(service, setTimeout(run, SETTLED_AFTER_MS, service));
    },
    cancel(): void {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
