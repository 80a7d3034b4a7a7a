import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** A route as its serverless.yml writes it. */
export interface Route {
  readonly service: string;
  readonly functionName: string;
  readonly method: string;
  /** The path in its own service: `/{orderId}`. */
  readonly path: string;
  /** The path in the shared API: `/orders/{orderId}`. */
  readonly publicPath: string;
  /** The reference to its authorizer. */
  readonly authorizer: string | undefined;
}

interface Functions {
  readonly [name: string]: {
    readonly events?: readonly { readonly http?: { method: string; path: string; authorizer?: string } }[];
  };
}

// Tags such as `!Ref` belong to CloudFormation; their values do not matter here.
const ignoringTags = { logLevel: 'error' } as const;

/** Returns every route of every service, read from the sources, so that nothing needs to be packaged. */
export const everyRoute = (): Route[] =>
  globSync('services/*/serverless.yml', { cwd: workspaceRoot }).flatMap((file) => {
    const service = basename(dirname(file));
    const { functions = {} } = parse(readFileSync(join(workspaceRoot, file), 'utf8'), ignoringTags) as {
      functions?: Functions;
    };
    return Object.entries(functions).flatMap(([functionName, { events = [] }]) =>
      events.flatMap(({ http }) => {
        if (!http) return [];
        const path = http.path.startsWith('/') ? http.path : `/${http.path}`;
        const publicPath = `/${service}${path === '/' ? '' : path}`;
        const method = http.method.toUpperCase();
        return [{ service, functionName, method, path, publicPath, authorizer: http.authorizer }];
      }),
    );
  });

/** The name of a route, such as `GET /orders/{orderId}`. */
export const nameOf = ({ method, publicPath }: Route): string => `${method} ${publicPath}`;
