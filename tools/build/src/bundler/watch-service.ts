import { watch, type FSWatcher } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatBuildError } from './format-build-error.ts';
import { incrementalBuild } from './incremental-build.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** Editors save in several steps, so the rebuild starts shortly after the last one. */
const SETTLED_AFTER_MS = 15;

export interface WatchOptions {
  /**
   * Called when an edit changed files in `dist`.
   *
   * @param functions  the names of the functions whose bundle changed
   * @param files      the names of all changed files in `dist`, including API documents
   */
  onRebuilt(functions: readonly string[], files: readonly string[]): void;
  /** Called with a formatted message when the build fails; `dist` does not change. */
  onError(message: string): void;
}

/**
 * Watches a service and the libraries, and rebuilds the bundles that contain an edited file. It writes only files that
 * change, and builds a service that is not built yet.
 *
 * @param folder  the folder of the service
 */
export async function watchService(
  folder: string,
  options: WatchOptions,
): Promise<{ stop(): Promise<void> }> {
  const serviceFolder = resolve(folder);
  const build = incrementalBuild(serviceFolder);
  const rebuild = oneAtATime(async (edited) => {
    try {
      const files = await build.update(edited);
      const functions = files
        .filter((file) => file.endsWith('.mjs'))
        .map((file) => file.slice(0, -'.mjs'.length));
      if (files.length > 0) options.onRebuilt(functions, files);
    } catch (error) {
      options.onError(await formatBuildError(error));
    }
  });
  const watchers = [
    watchSources(join(serviceFolder, 'src'), rebuild.soon),
    watchSources(join(workspaceRoot, 'libs'), rebuild.soon),
    watch(join(serviceFolder, 'serverless.yml'), () => rebuild.soon(join(serviceFolder, 'serverless.yml'))),
  ];
  await rebuild.now();
  return {
    async stop() {
      for (const watcher of watchers) watcher.close();
      await rebuild.stop();
      await build.dispose();
    },
  };
}

const watchSources = (folder: string, onEdit: (file: string) => void): FSWatcher =>
  watch(folder, { recursive: true }, (_event, file) => {
    if (file?.endsWith('.ts') && !file.endsWith('.test.ts')) onEdit(join(folder, file));
  });

/** Runs `task` shortly after the last edit, one run at a time, with all files edited since the previous run. */
function oneAtATime(task: (edited: ReadonlySet<string>) => Promise<void>) {
  let timer: NodeJS.Timeout | undefined;
  let edited = new Set<string>();
  let running = Promise.resolve();
  const begin = (): Promise<void> => {
    const files = edited;
    edited = new Set();
    return task(files);
  };
  const now = (): Promise<void> => (running = running.then(begin));
  return {
    now,
    soon(file: string): void {
      edited.add(file);
      clearTimeout(timer);
      timer = setTimeout(now, SETTLED_AFTER_MS);
    },
    async stop(): Promise<void> {
      clearTimeout(timer);
      await running;
    },
  };
}
