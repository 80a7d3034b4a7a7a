import { existsSync, watch, type FSWatcher } from 'node:fs';

export interface BundleWatch {
  /** Calls `onChange` shortly after a file in the folder changed. A folder that is deleted and created again stays watched. */
  add(folder: string): void;
  stop(): void;
}

// A bundler writes a file in several steps. After this pause, the file is complete.
const SETTLE_MILLIS = 40;
const REAPPEAR_MILLIS = 250;

export function watchBundles({ onChange }: { onChange: (folder: string) => void }): BundleWatch {
  const watchers = new Map<string, FSWatcher | undefined>();
  const settling = new Map<string, NodeJS.Timeout>();

  function changed(folder: string): void {
    clearTimeout(settling.get(folder));
    settling.set(folder, setTimeout(() => onChange(folder), SETTLE_MILLIS).unref());
  }
  function open(folder: string): void {
    if (watchers.get(folder) || !existsSync(folder)) return;
    const watcher = watch(folder, { persistent: false }, () => changed(folder));
    watcher.on('error', () => watchers.set(folder, undefined));
    watchers.set(folder, watcher);
    changed(folder);
  }
  const reopening = setInterval(() => {
    for (const [folder, watcher] of watchers) {
      if (watcher && !existsSync(folder)) {
        watcher.close();
        watchers.set(folder, undefined);
      }
      open(folder);
    }
  }, REAPPEAR_MILLIS).unref();

  return {
    add(folder) {
      if (!watchers.has(folder)) watchers.set(folder, undefined);
      open(folder);
    },
    stop() {
      clearInterval(reopening);
      for (const timer of settling.values()) clearTimeout(timer);
      for (const watcher of watchers.values()) watcher?.close();
      watchers.clear();
    },
  };
}
