import { relative } from 'node:path';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { loadSchemaModule } from '../schemas/schema-module.ts';
import type { ServiceFunction } from '../service-manifest.ts';

interface Access {
  readonly allows: string;
  readonly scope?: string;
}

/**
 * Loads who may call each route of a function, by method and path: `{ "GET /orders": { "allows": "customer" } }`.
 * tools/serverless-conventions compares it with the authorizer of the route.
 *
 * @throws CommandError if the `schema.ts` declares no access for a route
 */
export async function loadRouteAccess({
  declarationFile,
  routes,
}: Pick<ServiceFunction, 'declarationFile' | 'routes'>): Promise<Record<string, Access>> {
  const file = declarationFile!;
  const { declaration: exported } = await loadSchemaModule(file);
  const { access } = (exported['declaration'] ?? {}) as {
    access?: Access | { readonly routes: Readonly<Record<string, Access>> };
  };
  return Object.fromEntries(
    routes.map(({ method, path }) => {
      const declared = access && 'routes' in access ? access.routes[path] : access;
      if (!declared)
        throw new CommandError(
          `${relative(process.cwd(), file)} declares no access to ${method.toUpperCase()} ${path}. Add it, for example "access: customer".`,
        );
      return [`${method.toUpperCase()} ${path}`, declared];
    }),
  );
}
