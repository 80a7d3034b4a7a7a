import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

const NAMESPACE = 'required-builtins';

/**
 * An esbuild plugin that loads Node's own modules as `require` does. An ES module that imports one reads all of its exports,
 * also those that Node would load at first use: `import 'node:http'` loads undici, 35 ms of CPU on a cold start.
 *
 * A bundle reads only the exports that it uses. esbuild would copy a CommonJS module for each file that imports it, with all
 * of its exports, which is 2 ms for ten imports of node:crypto.
 */
export const requiredBuiltins = (): Plugin => ({
  name: NAMESPACE,
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z_]+(\/[a-z]+)?$/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path)
        ? { path, namespace: NAMESPACE, sideEffects: false }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({ contents: toModule(path) }));
  },
});

/** An export that is not used is a pure call, which esbuild removes. */
function toModule(path: string): string {
  const module = `process.getBuiltinModule(${JSON.stringify(path)})`;
  const names = Object.keys(process.getBuiltinModule(path) as object).filter((name) => name !== 'default');
  return [
    `const read = (name) => ${module}[name];`,
    `export default /* @__PURE__ */ ${module};`,
    // No name is taken in a module whose own names begin with a dollar sign.
    ...names.map((name) => `const $${name} = /* @__PURE__ */ read(${JSON.stringify(name)});`),
    `export { ${names.map((name) => `$${name} as ${name}`).join(', ')} };`,
  ].join('\n');
}
