import { watch } from 'chokidar';

export interface FileWatch {
  stop(): Promise<void>;
}

interface WatchOptions {
  readonly folder: string;
  /** Whether a file is not reported and a folder is not entered, by its absolute path. */
  readonly isIgnored?: (path: string) => boolean;
  /** Called with the absolute path of a file that was created, changed, replaced or deleted. */
  readonly onEdit: (file: string) => void;
  /** Called if edits are no longer reported, such as when the system allows no more watches. */
  readonly onError?: (error: Error) => void;
}

/**
 * Watches the files below a folder. It also reports files that an editor replaces by renaming a new file, which `fs.watch`
 * with `recursive` reports on Linux only once.
 *
 * @returns the watch, once it reports every edit
 */
export async function watchFiles({
  folder,
  isIgnored,
  onEdit,
  onError = () => {},
}: WatchOptions): Promise<FileWatch> {
  const watcher = watch(folder, {
    ignoreInitial: true,
    // It would report a deleted file 100 ms late. Callers wait for several edits anyway.
    atomic: false,
    ...(isIgnored && { ignored: isIgnored }),
  });
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, onEdit);
  watcher.on('error', (error) => onError(error as Error));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return { stop: () => watcher.close() };
}
