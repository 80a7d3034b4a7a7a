import { ensureApiDescription, findTag } from '../api-description.ts';
import { httpList, isList } from './http-list.ts';
import { authorizerReference, expectRouteIsFree, pathParameters } from './routes.ts';
import type { Options, FunctionContext, Trigger } from './trigger.ts';

/** HTTP methods by the verb of the function's name; POST for any other verb. */
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

/** A route for signed-in customers. A function `list-…` lists their records in pages. */
export function http(context: FunctionContext, options: Options): Trigger {
  const {
    tree,
    folder,
    names: { kebab },
  } = context;
  const method = options.method ?? methods[kebab.split('-')[0]!] ?? 'post';
  const path = options.path ?? `/${kebab}`;
  expectRouteIsFree(tree.read(`${folder}/serverless.yml`, 'utf8') ?? '', { method, path });
  if (isList(kebab, method, path)) return httpList(context, options, path);
  return {
    files: ['handlers', 'controllers', 'models']
      .map((layer) => `${layer}/${kebab}.ts`)
      .concat(`handlers/${kebab}.schema.ts`, `controllers/${kebab}.test.ts`),
    prepare: () => ensureApiDescription(tree, folder),
    logFields: "{ customerId: 'id' }",
    substitutions: {
      tag: findTag(tree, folder),
      parameters: pathParameters(path),
      hasBody: ['post', 'put', 'patch'].includes(method),
      isPost: method === 'post',
      route: `${method.toUpperCase()} ${path}`,
    },
    yaml: `${kebab}:
  handler: dist/${kebab}.handler
  events:
    - http:
        method: ${method}
        path: ${path}
        authorizer: ${authorizerReference('customer')}`,
  };
}
