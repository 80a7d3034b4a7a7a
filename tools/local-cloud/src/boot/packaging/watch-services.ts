import { type FSWatcher, existsSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { watchService } from '../../../../build/src/bundler/watch-service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { packageServices } from './package-services.ts';

interface Dependencies {
  readonly workspaceFolder: string;
  readonly serviceFolders: readonly string[];
  readonly terminal: Pick<Terminal, 'info' | 'error'>;
  /** Reads a service's template again, and deploys what changed. */
  redeploy(service: string): Promise<void>;
}

export interface Watch {
  stop(): Promise<void>;
}

// An editor saves in several steps.
const SETTLED_AFTER_MS = 50;

/**
 * Follows edits: of code by rebuilding its bundles, which the functions then load; of what is deployed by packaging
 * and deploying the service again. What does not build is told, and the old code goes on running.
 */
export function watchServices({ workspaceFolder, serviceFolders, terminal, redeploy }: Dependencies): Watch {
  const deployAgain = oneAfterAnother(async (service) => {
    terminal.info(`${service}: what it deploys changed; packaging it again`);
    try {
      await packageServices({ workspaceFolder, services: [service] });
      await redeploy(service);
      terminal.info(`${service}: deployed again`);
    } catch (error) {
      terminal.error(`${service}: ${(error as Error).message}\n${service}: what ran before goes on running`);
    }
  });
  const watches = serviceFolders.map((folder) =>
    watchDeclarations(folder, () => deployAgain.soon(basename(folder))),
  );
  let isStopped = false;

  /** One after the other: the first build of each takes a while, and the machine has other things to do. */
  const watchSources = async () => {
    for (const folder of serviceFolders) {
      if (isStopped) return;
      watches.push(
        await watchService(folder, {
          onRebuilt: rebuilt(basename(folder)),
          onError: broken(basename(folder)),
        }),
      );
    }
  };
  const rebuilt = (service: string) => (functions: readonly string[], files: readonly string[]) => {
    if (functions.length > 0) terminal.info(`${service}: reloaded ${functions.join(', ')}`);
    if (files.some(isApiDocument)) deployAgain.soon(service);
  };
  const broken = (service: string) => (message: string) =>
    terminal.error(`${service}: ${message.trimEnd()}\n${service}: the old code goes on running`);

  const watching = watchSources().catch((error: Error) =>
    terminal.error(`Edits are not followed: ${error.stack}`),
  );
  return {
    async stop() {
      isStopped = true;
      deployAgain.cancel();
      await watching;
      await Promise.all(watches.map((each) => each.stop()));
    },
  };
}

/** Models and parameters of API Gateway come from the sources, and are part of the template. */
/** What the template is made from; the others tell about the bundles. */
const isApiDocument = (file: string): boolean =>
  file.endsWith('.json') && !/^(meta|openapi|.*\.environment)\.json$/.test(file);

function watchDeclarations(folder: string, onChange: () => void): Watch {
  const infra = join(folder, 'infra');
  const watchers: FSWatcher[] = [
    // The folder and not the file: an editor that replaces the file would end the watch.
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

/** Runs a task for a service soon after it is asked for, and never two at once. */
function oneAfterAnother(task: (service: string) => Promise<void>) {
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
