import { parse } from 'yaml';

interface Route {
  readonly method: string;
  readonly path: string;
}

/** @param name  an entry of tools/serverless-conventions/authorizers.yml */
export const authorizerReference = (name: string): string =>
  `\${file(../../tools/serverless-conventions/authorizers.yml):${name}}`;

/** @returns the parameter names of a path such as `/{wishlistId}/items/{itemId}` */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/**
 * @param serverlessYml  content of a service's serverless.yml
 * @throws Error when the path is invalid, another function has the route, or API Gateway would reject the path: it allows
 *   one parameter name per path segment.
 *   https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
 */
export function expectRouteIsFree(serverlessYml: string, { method, path }: Route): void {
  if (!/^(\/|(\/([a-z0-9-]+|\{[a-z][A-Za-z]*\}))+)$/.test(path))
    throw new Error(`"${path}" is not a valid route path. Write it like /{wishlistId}/archive.`);
  for (const [name, route] of routesOf(serverlessYml)) {
    if (route.method.toLowerCase() === method && route.path === path)
      throw new Error(
        `${method.toUpperCase()} ${path} is already the route of ${name}. Choose another --path or --method.`,
      );
    const [ours, theirs] = differingParameters(path, route.path) ?? [];
    if (ours !== undefined)
      throw new Error(
        `${path} calls ${ours} what ${route.path} of ${name} calls ${theirs}. Use ${theirs}: API Gateway allows one parameter name per segment.`,
      );
  }
}

type WrittenFunctions = Record<string, { events?: ({ http?: Route } | string)[] } | null>;

function routesOf(serverlessYml: string): [name: string, route: Route][] {
  const { functions } = (parse(serverlessYml, { logLevel: 'silent' }) ?? {}) as {
    functions?: WrittenFunctions | null;
  };
  return Object.entries(functions ?? {}).flatMap(([name, definition]) =>
    (definition?.events ?? []).flatMap((event): [string, Route][] =>
      typeof event === 'object' && event?.http ? [[name, event.http]] : [],
    ),
  );
}

function differingParameters(one: string, other: string): [string, string] | undefined {
  const [ours, theirs] = [one.split('/'), other.split('/')];
  const at = ours.findIndex((segment, index) => segment !== theirs[index]);
  const pair = [ours[at], theirs[at]] as const;
  return pair.every((segment) => segment?.startsWith('{')) ? (pair as [string, string]) : undefined;
}
