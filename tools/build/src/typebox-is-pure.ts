import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

// TypeBox's own, and the functions of #libs/models that make a schema.
const SCHEMA_CALL = /\b(?:Type\.\w+|idOf|pageOf)\(/g;

/**
 * An esbuild plugin that lets schemas which a bundle never reads vanish from it, and TypeBox with them:
 * esbuild's option `pure` knows global functions only, so each `Type.…()` call is marked where it stands.
 */
export const typeboxIsPure = (): Plugin => ({
  name: 'typebox-is-pure',
  setup(build) {
    // TypeBox does not declare that its modules are free of side effects; they are.
    build.onResolve({ filter: /^typebox(\/|$)/ }, async ({ path, resolveDir, kind, pluginData }) => {
      if (pluginData === 'typebox-is-pure') return undefined;
      const resolved = await build.resolve(path, { resolveDir, kind, pluginData: 'typebox-is-pure' });
      return { ...resolved, sideEffects: false };
    });
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (path.endsWith('.schema.ts') || path.includes('/node_modules/')) return undefined;
      const source = await readFile(path, 'utf8');
      if (!/from 'typebox'/.test(source)) return undefined;
      return { contents: source.replace(SCHEMA_CALL, '/* @__PURE__ */ $&'), loader: 'ts' };
    });
  },
});
