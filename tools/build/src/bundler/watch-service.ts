import { watch, type FSWatcher } from 'node:fs';
import { join, resolve } from 'node:path';
import { readableFailure } from './build-failure.ts';
import { incrementalBuild } from './incremental-build.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/** An editor saves in several steps; one rebuild shortly after the last is enough. */
const SETTLED_AFTER_MS = 15;

export interface WatchOptions {
  /**
   * Called when an edit changed what is in `dist`.
   *
   * @param functions  names of the functions whose bundle changed
   * @param files      names of all files in `dist` that changed, API documents included
   */
  onRebuilt(functions: readonly string[], files: readonly string[]): void;
  /** Called with a readable message when an edit does not build; `dist` stays as it was. */
  onError(message: string): void;
}

/**
 * Rebuilds what an edit of a service, or of a library, changes: only bundles the edited file went into are made
 * again, and only files whose content changed are written. A service that was never built is built first.
 *
 * @param folder  the service's folder
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
      options.onError(await readableFailure(error));
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

/** Runs `task` soon after the last edit, never twice at once, with all files edited since it last began. */
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
