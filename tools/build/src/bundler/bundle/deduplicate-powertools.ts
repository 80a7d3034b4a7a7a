import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/**
 * An esbuild plugin that makes the packages of Powertools share one copy of their common package. npm installs several
 * copies if the versions differ, which would add 3 KB to a bundle.
 */
export const deduplicatePowertools = (): Plugin => ({
  name: 'deduplicate-powertools',
  setup(build) {
    const resolveDir = join(workspaceRoot, 'node_modules/@aws-lambda-powertools/logger');
    const filter = /^@aws-lambda-powertools\/commons(\/|$)/;
    build.onResolve({ filter }, ({ path, kind, resolveDir: importer }) =>
      importer === resolveDir ? undefined : build.resolve(path, { kind, resolveDir }),
    );
  },
});
