import { resolve } from 'node:path';
import { formatBuildError } from './format-build-error.ts';
import { incrementalBuild } from './incremental-build.ts';

/** Editors save in several steps, so the rebuild starts shortly after the last one. */
const SETTLED_AFTER_MS = 15;

export interface RebuildOptions {
  /** Called with the names of the files that are about to change in `dist`. */
  onWriting?(files: readonly string[]): void;
  /**
   * Called when an edit changed files in `dist`.
   *
   * @param functions  the names of the functions whose bundle changed
   * @param files      the names of all changed files in `dist`, including API documents
   */
  onRebuilt(functions: readonly string[], files: readonly string[]): void;
  /** Called with a formatted message when the build fails; `dist` does not change. */
  onError(message: string): void;
  /** Called when the build succeeds after it failed, also if it changes nothing. */
  onFixed?(): void;
  /** Keeps names and statements of the sources, for a debugger. */
  readonly isReadable?: boolean;
}

/** Rebuilds the bundles that contain an edited file. It writes only files that change. */
export interface ServiceRebuild {
  /** Builds what is missing. */
  start(): Promise<void>;
  /** Rebuilds shortly after the last edit. @param file  an absolute path */
  edited(file: string): void;
  /** Waits for the running build. */
  finished(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder  the folder of the service */
export function createServiceRebuild(folder: string, options: RebuildOptions): ServiceRebuild {
  const build = incrementalBuild(resolve(folder), { isReadable: options.isReadable ?? false });
  let hasFailed = false;
  const runs = oneAtATime(async (edited) => {
    try {
      const files = await build.update(edited, options.onWriting);
      if (hasFailed) options.onFixed?.();
      hasFailed = false;
      const functions = files
        .filter((file) => file.endsWith('.mjs'))
        .map((file) => file.slice(0, -'.mjs'.length));
      if (files.length > 0) options.onRebuilt(functions, files);
    } catch (error) {
      hasFailed = true;
      options.onError(await formatBuildError(error));
    }
  });
  return {
    start: runs.now,
    edited: runs.soon,
    finished: runs.finished,
    async stop() {
      await runs.stop();
      await build.dispose();
    },
  };
}

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
    finished: () => running,
    async stop(): Promise<void> {
      clearTimeout(timer);
      await running;
    },
  };
}
