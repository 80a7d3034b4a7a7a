import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

/**
 * Makes Powertools' packages share one copy of what they have in common: npm gives each its own where the registry
 * has newer ones of some than of others, and a bundle would carry 3 KB twice.
 */
export const onePowertools = (): Plugin => ({
  name: 'one-powertools',
  setup(build) {
    const resolveDir = join(workspaceRoot, 'node_modules/@aws-lambda-powertools/logger');
    const filter = /^@aws-lambda-powertools\/commons(\/|$)/;
    build.onResolve({ filter }, ({ path, kind, resolveDir: askedFrom }) =>
      askedFrom === resolveDir ? undefined : build.resolve(path, { kind, resolveDir }),
    );
  },
});
