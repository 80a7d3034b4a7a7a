import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { markSchemasPure } from './mark-schemas-pure.ts';

const MARK = 'pure-schemas';

/**
 * An esbuild plugin that removes unused schemas, and TypeBox with them, from bundles. esbuild's option `pure` supports
 * only global functions.
 */
export const pureSchemas = (): Plugin => ({
  name: MARK,
  setup(build) {
    // The modules of TypeBox are free of side effects, but its package.json does not declare it.
    build.onResolve({ filter: /^typebox(\/|$)/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === MARK) return undefined;
      const resolved = await build.resolve(path, { resolveDir, kind, pluginData: MARK });
      return { ...resolved, sideEffects: false };
    });
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path.endsWith('.schema.ts') || path.includes('/node_modules/')) return undefined;
      const source = await readFile(path, 'utf8');
      if (!/from 'typebox'/.test(source)) return undefined;
      return { contents: markSchemasPure(source), loader: 'ts' };
    });
  },
});
