import { join } from 'node:path';
import type { Plugin } from 'esbuild';

/** The function that answers all routes of a service with `custom.deployment: lambdalith`. */
export const LAMBDALITH = 'api';

/** The module that esbuild bundles for that function. It exists only during the build. */
export const LAMBDALITH_ENTRY = 'lambdalith:api';

interface RoutedFunction {
  readonly name: string;
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/** Generates the module that imports the handlers of all routes and calls the one that API Gateway selected. */
export const lambdalithEntry = (folder: string, functions: readonly RoutedFunction[]): Plugin => ({
  name: 'lambdalith-entry',
  setup(build) {
    build.onResolve({ filter: /^lambdalith:api$/ }, () => ({ path: LAMBDALITH, namespace: 'lambdalith' }));
    build.onLoad({ filter: /.*/, namespace: 'lambdalith' }, () => ({
      contents: routerModule(functions),
      resolveDir: join(folder, 'src/handlers'),
      loader: 'ts',
    }));
  },
});

/** @returns the source of the module */
export function routerModule(functions: readonly RoutedFunction[]): string {
  const routed = functions.filter(({ routes }) => routes.length > 0);
  const imports = routed.map(
    ({ name }, index) => `import { handler as handler${index} } from './${name}.ts';`,
  );
  const routes = routed.flatMap(({ routes: own }, index) =>
    own.map(({ method, path }) => `${JSON.stringify(`${method.toUpperCase()} ${path}`)}: handler${index},`),
  );
  return [
    "import { httpRouter } from '#libs/lambda';",
    ...imports,
    'export const handler = httpRouter({',
    ...routes,
    '});',
    '',
  ].join('\n');
}
