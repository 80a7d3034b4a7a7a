import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { markSchemasPure } from './mark-schemas-pure.ts';

const MARK = 'schemas-are-pure';

/**
 * An esbuild plugin that lets schemas which a bundle never reads vanish from it, and TypeBox with them.
 * esbuild's option `pure` cannot: it knows global functions only.
 */
export const schemasArePure = (): Plugin => ({
  name: MARK,
  setup(build) {
    // TypeBox does not declare that its modules are free of side effects; they are.
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
