import { incrementalBuild } from './incremental-build.ts';

/**
 * Builds all bundles of a service again for a debugger: they keep the names and statements of the sources.
 *
 * @param folder  the folder of the service
 * @throws CommandError, or esbuild's BuildFailure, if the service has an error
 */
export async function buildReadable(folder: string): Promise<void> {
  const build = incrementalBuild(folder, { isReadable: true, isBuilt: false });
  try {
    await build.update(new Set());
  } finally {
    await build.dispose();
  }
}
