import { statSync } from 'node:fs';

/** Each invocation compares versions several times, and an edit takes longer than this to build. */
const CURRENT_MILLIS = 10;

/**
 * Returns a function that reads the version of a file, which changes with its content. The version is undefined while a build
 * is writing the file; running environments are then kept.
 *
 * @param file the path, which can change
 */
export function fileVersion(
  file: () => string,
  now: () => number = () => performance.now(),
): () => string | undefined {
  let readAt = Number.NEGATIVE_INFINITY;
  let readFrom: string | undefined;
  let version: string | undefined;
  return () => {
    const path = file();
    if (path === readFrom && now() - readAt < CURRENT_MILLIS) return version;
    const stats = statSync(path, { throwIfNoEntry: false });
    [readAt, readFrom] = [now(), path];
    version = stats && `${Math.floor(stats.mtimeMs)} ${stats.size}`;
    return version;
  };
}
