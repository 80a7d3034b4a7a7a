import { relative } from 'node:path';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { loadSchemaModule } from '../schemas/schema-module.ts';
import type { SentHeader } from './headers.ts';
import type { ServiceFunction } from '../service-manifest.ts';

/** The part of an object's JSON Schema that the build reads. */
export interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>> | undefined;
  readonly required?: readonly string[] | undefined;
}

/** The texts of a route: those of its function, or its own if the function has several routes. */
export interface RouteDescription {
  /** Default: the name of the function. */
  readonly operationId?: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
}

/** Who may call a route, as libs/lambda declares it. */
export interface RouteAccess {
  readonly allows: 'anyone' | 'guest-or-customer' | 'customer' | 'staff' | 'customer-or-staff';
  readonly scope?: string;
}

/** The declaration of requests and responses in the `*.schema.ts` of a handler. */
export interface RequestDeclaration extends RouteDescription {
  readonly access: RouteAccess;
  /** The differences of each route of a function with several. */
  readonly routes: Readonly<Record<string, Partial<RouteDescription & { readonly access: RouteAccess }>>>;
  readonly body: object | undefined;
  readonly path: ObjectSchema | undefined;
  readonly query: ObjectSchema | undefined;
  readonly headers: ObjectSchema | undefined;
  /** Response schemas by status; null if the response has no body. */
  readonly responses: Readonly<Record<string, object | null>>;
  /** The route's own problem codes by status. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly deprecated: { readonly since: string; readonly sunset: string } | undefined;
  /** The headers of its successful responses. */
  readonly sends: readonly SentHeader[];
}

/**
 * Loads the request declaration of a function with an http event.
 *
 * @throws CommandError if it does not load, or its path parameters differ from those of the route
 */
export async function loadRequestDeclaration({
  declarationFile,
  routes,
}: ServiceFunction): Promise<RequestDeclaration> {
  const file = declarationFile!;
  const { declaration: exported } = await loadSchemaModule(file);
  const declared = exported['declaration'] as Partial<Exported> | undefined;
  if (!declared)
    throw new CommandError(
      `${relative(process.cwd(), file)} has no request declaration. Export the result of httpRequest() by default.`,
    );
  const {
    access = { allows: 'anyone' },
    query,
    headers,
    responses = {},
    problems = {},
    sends = [],
    deprecated,
  } = declared;
  for (const { path } of routes)
    checkPathParameters(file, path, Object.keys(declared.path?.properties ?? {}));
  return {
    ...texts(file, declared),
    access: 'routes' in access ? { allows: 'anyone' } : access,
    routes: routeDifferences(declared),
    body: declared.body,
    path: declared.path,
    query: withDefaultsOptional(query),
    headers: withSentNames(headers),
    responses,
    problems,
    deprecated,
    sends: deprecated ? [...sends, 'Deprecation', 'Sunset'] : sends,
  };
}

type Exported = Omit<RequestDeclaration, 'access'> & {
  readonly access: RouteAccess | { readonly routes: Readonly<Record<string, RouteAccess>> };
};

function texts(
  file: string,
  { operationId, tag, summary, description }: Partial<Exported>,
): RouteDescription {
  if (tag === undefined || summary === undefined || description === undefined)
    throw new CommandError(
      `${relative(process.cwd(), file)} needs a tag, a summary and a description. Add what is missing.`,
    );
  return { ...(operationId !== undefined && { operationId }), tag, summary, description };
}

function routeDifferences({ routes = {}, access }: Partial<Exported>): RequestDeclaration['routes'] {
  const accessByRoute = access && 'routes' in access ? access.routes : {};
  const paths = new Set([...Object.keys(routes), ...Object.keys(accessByRoute)]);
  return Object.fromEntries(
    [...paths].map((path) => [
      path,
      { ...routes[path], ...(accessByRoute[path] && { access: accessByRoute[path] }) },
    ]),
  );
}

/** A parameter with a default is optional for clients. */
function withDefaultsOptional(query: ObjectSchema | undefined): ObjectSchema | undefined {
  const hasDefault = (name: string) => 'default' in (query?.properties?.[name] ?? {});
  return query && { ...query, required: (query.required ?? []).filter((name) => !hasDefault(name)) };
}

/** Handlers read lower-case header names; documents use the usual form: `Idempotency-Key`. */
function withSentNames(headers: ObjectSchema | undefined): ObjectSchema | undefined {
  const sent = (name: string) => name.replaceAll(/(?<=^|-)[a-z]/g, (first) => first.toUpperCase());
  return (
    headers && {
      properties: Object.fromEntries(
        Object.entries(headers.properties ?? {}).map(([name, schema]) => [sent(name), schema]),
      ),
      required: (headers.required ?? []).map(sent),
    }
  );
}

function checkPathParameters(file: string, path: string, declared: string[]): void {
  const inRoute = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name!);
  const differs = inRoute.length !== declared.length || inRoute.some((name) => !declared.includes(name));
  if (!differs) return;
  throw new CommandError(
    `${relative(process.cwd(), file)} declares the path parameters [${declared.join(', ')}], ` +
      `but the route ${path} in serverless.yml has [${inRoute.join(', ')}]. Make them match.`,
  );
}
