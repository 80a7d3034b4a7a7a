import { basename, join, relative, sep } from 'node:path';
import { createServiceRebuild } from '../../../../build/src/bundler/service-rebuild.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { type FileWatch, watchFiles } from '../../../../workspace/src/watching/watch-files.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { createServiceEdits, type ServiceEdits } from './service-edits.ts';

interface Dependencies {
  readonly serviceFolders: readonly string[];
  readonly terminal: Pick<Terminal, 'info' | 'error'>;
  /** Packages a service, which also builds it. */
  packageService(service: string): Promise<void>;
  /** Keeps the running bundles of a service until its next successful deployment. */
  holdBundles(service: string): void;
  /** Loads a service's template again, deploys its changes, and runs its new bundles. */
  redeploy(service: string): Promise<void>;
  /** Keeps names and statements of the sources in bundles, for a debugger. */
  readonly isReadable?: boolean;
}

export interface Watch {
  stop(): Promise<void>;
}

// An editor saves in several steps, and a change of branches writes many files.
const SETTLED_AFTER_MS = 50;

/** Watches the sources and templates of services, and the libraries, and applies edits to the running cloud. */
export async function watchServices(deps: Dependencies): Promise<Watch> {
  const { serviceFolders, terminal, packageService, holdBundles, redeploy, isReadable = false } = deps;
  const deployments = createQueue();
  const services = serviceFolders.map((folder) => {
    const service = basename(folder);
    const edits = createServiceEdits({
      service,
      terminal,
      createRebuild: (options) => createServiceRebuild(folder, { ...options, isReadable }),
      holdBundles: () => holdBundles(service),
      packageService: () => packageService(service),
      redeploy: () => redeploy(service),
      soon: (task) => deployments.soon(service, task),
    });
    return { folder, edits };
  });
  const watching = {
    isIgnored: isGenerated,
    onError: (error: Error) => terminal.error(watchError(error)),
  };
  const watches: FileWatch[] = await Promise.all([
    ...services.map(({ folder, edits }) =>
      watchFiles({ ...watching, folder, onEdit: (file) => apply(edits, folder, file) }),
    ),
    watchFiles({
      ...watching,
      folder: join(workspaceRoot, 'libs'),
      onEdit: (file) => {
        if (isSource(file)) for (const { edits } of services) edits.sourceEdited(file);
      },
    }),
  ]);
  let isStopped = false;
  /** In sequence, because the first build of each service loads the machine. */
  const starting = (async () => {
    for (const { edits } of services) if (!isStopped) await edits.start();
  })();
  return {
    async stop() {
      isStopped = true;
      deployments.cancel();
      await starting;
      await Promise.all(watches.map((watch) => watch.stop()));
      await Promise.all(services.map(({ edits }) => edits.stop()));
    },
  };
}

function apply(edits: ServiceEdits, folder: string, file: string): void {
  const path = relative(folder, file).replaceAll(sep, '/');
  if (/^(?:serverless|layers)\.yml$|^infra\/|^Dockerfile/.test(path)) edits.declarationEdited();
  else if (path === 'api.yml' || (path.startsWith('src/') && isSource(path))) edits.sourceEdited(file);
}

const isSource = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.test.ts');

const isGenerated = (path: string): boolean =>
  /[\\/](?:dist|node_modules|coverage|\.[^\\/]+)$/.test(path) || path.endsWith('~');

/** Linux limits the watches of a user, and macOS the open files. */
const watchError = (error: NodeJS.ErrnoException): string =>
  error.code === 'ENOSPC' || error.code === 'EMFILE'
    ? 'The system allows no more watches of files, so edits are not applied. On Linux, raise the limit with ' +
      '"sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024", then restart npm start.'
    : `Watching for edits failed: ${error.message}. Restart npm start.`;

/** Runs the tasks of services shortly after a request, one at a time. */
function createQueue() {
  const waiting = new Map<string, NodeJS.Timeout>();
  let last = Promise.resolve();
  return {
    soon(service: string, task: () => Promise<void>): void {
      clearTimeout(waiting.get(service));
      const run = () => {
        waiting.delete(service);
        last = last.then(task);
      };
      waiting.set(service, setTimeout(run, SETTLED_AFTER_MS));
    },
    cancel(): void {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
