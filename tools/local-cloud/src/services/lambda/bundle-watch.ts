import { dirname } from 'node:path';
import { watchFiles, type FileWatch } from '../../../../workspace/src/watching/watch-files.ts';

export interface BundleWatch {
  /** Calls `onChange` shortly after a file in the folder changed. A folder that is deleted and created again stays watched. */
  add(folder: string): void;
  stop(): Promise<void>;
}

// A bundler writes a file in several steps. After this pause, the file is complete.
const SETTLE_MILLIS = 40;

export function watchBundles({ onChange }: { onChange: (folder: string) => void }): BundleWatch {
  const watches = new Map<string, Promise<FileWatch>>();
  const settling = new Map<string, NodeJS.Timeout>();

  function changed(folder: string): void {
    clearTimeout(settling.get(folder));
    settling.set(folder, setTimeout(onChange, SETTLE_MILLIS, folder).unref());
  }

  return {
    add(folder) {
      if (watches.has(folder)) return;
      const parent = dirname(folder);
      const watch = watchFiles({
        folder: parent,
        isIgnored: (path) => path !== parent && path !== folder && dirname(path) !== folder,
        onEdit: () => changed(folder),
      });
      watches.set(folder, watch);
    },
    async stop() {
      for (const timer of settling.values()) clearTimeout(timer);
      await Promise.all([...watches.values()].map(async (watch) => (await watch).stop()));
    },
  };
}
