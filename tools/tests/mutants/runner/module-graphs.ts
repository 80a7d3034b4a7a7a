import { registerHooks } from 'node:module';

const jestGlobals = new URL('jest-globals.ts', import.meta.url).href;

/** @returns the URL of a test file whose modules are its own, as Jest loads them; packages are shared */
export const isolated = (url: string, graph: number): string => `${url}?graph=${graph}`;

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === '@jest/globals')
      return { url: jestGlobals, format: 'module-typescript', shortCircuit: true };
    const resolved = nextResolve(specifier, context);
    const graph = /\?graph=\d+$/.exec(context.parentURL ?? '')?.[0];
    const isOwn = resolved.url.startsWith('file:') && !/\/node_modules\/|\.json$|\?/.test(resolved.url);
    return graph !== undefined && isOwn ? { ...resolved, url: resolved.url + graph } : resolved;
  },
});
