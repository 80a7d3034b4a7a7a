import { authorizerOf, expectRouteIsFree, pathParametersOf } from './routes.ts';
import type { Options, Place, Trigger } from './generator.ts';

/** By the first word of a function's name; anything else changes something, and is a POST. */
const methods: Readonly<Record<string, string>> = {
  get: 'get',
  list: 'get',
  find: 'get',
  delete: 'delete',
  remove: 'delete',
  replace: 'put',
  put: 'put',
  change: 'patch',
  update: 'patch',
};

/** A route for people who signed in. */
export function http({ tree, folder, names: { kebab } }: Place, options: Options): Trigger {
  const method = options.method ?? methods[kebab.split('-')[0]!] ?? 'post';
  const path = options.path ?? `/${kebab}`;
  expectRouteIsFree(tree.read(`${folder}/serverless.yml`, 'utf8') ?? '', { method, path });
  return {
    files: ['handlers', 'controllers', 'models']
      .map((layer) => `${layer}/${kebab}.ts`)
      .concat(`handlers/${kebab}.schema.ts`, `controllers/${kebab}.test.ts`),
    logFields: "{ customerId: 'id' }",
    substitutions: {
      parameters: pathParametersOf(path),
      hasBody: ['post', 'put', 'patch'].includes(method),
      route: `${method.toUpperCase()} ${path}`,
    },
    yaml: `${kebab}:
  handler: dist/${kebab}.handler
  events:
    - http:
        method: ${method}
        path: ${path}
        authorizer: ${authorizerOf('signedIn')}`,
  };
}
