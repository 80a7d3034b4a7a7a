import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { readAccess, type Access } from './route-access.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

export interface JsonSchema {
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: JsonSchema;
}

/** One route of one service, as its OpenAPI document declares it. */
export interface Operation {
  readonly service: string;
  readonly functionKey: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly bodySchema?: JsonSchema;
  /** A body that its document shows as an example. */
  readonly exampleBody?: unknown;
  readonly needsToken: boolean;
  readonly access: Access;
}

interface OpenApi {
  readonly paths: Record<
    string,
    Record<
      string,
      {
        'x-function': string;
        parameters?: Parameter[];
        requestBody?: { content: Record<string, { schema: JsonSchema; examples?: Record<string, unknown> }> };
      }
    >
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly examples?: Readonly<Record<string, unknown>>;
  };
}

const accessOf = (access: Access) => ({
  access,
  needsToken: access.allows !== 'anyone' && access.allows !== 'guest-or-customer',
});

/** Every route of every service, so that no test forgets one. */
export function everyOperation(): Operation[] {
  const accesses = readAccess();
  return globSync('services/*/dist/openapi.json', { cwd: workspaceRoot }).flatMap((file) => {
    const { paths, components } = JSON.parse(readFileSync(resolve(workspaceRoot, file), 'utf8')) as OpenApi;
    const resolved = (schema: JsonSchema): JsonSchema =>
      dereference(schema, components.schemas) as JsonSchema;
    const exampleOf = (examples: Readonly<Record<string, unknown>> = {}): unknown =>
      (dereference(Object.values(examples)[0], components.examples ?? {}) as { value?: unknown } | undefined)
        ?.value;
    const service = basename(dirname(dirname(file)));
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { 'x-function': functionKey, parameters = [], requestBody }]) => ({
          service,
          functionKey,
          method: method.toUpperCase(),
          path,
          parameters: parameters.map((parameter) => ({ ...parameter, schema: resolved(parameter.schema) })),
          ...(requestBody && {
            bodySchema: resolved(requestBody.content['application/json']!.schema),
            exampleBody: exampleOf(requestBody.content['application/json']!.examples),
          }),
          // HEAD is the GET without its body.
          ...accessOf(accesses.get(`${method.toUpperCase().replace('HEAD', 'GET')} ${path}`)!),
        }),
      ),
    );
  });
}

/** Replaces references to components by the components. */
function dereference(value: unknown, schemas: Readonly<Record<string, unknown>>): unknown {
  if (Array.isArray(value)) return value.map((item) => dereference(item, schemas));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref } = value as JsonSchema;
  if (typeof $ref === 'string') return dereference(schemas[basename($ref)], schemas);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, dereference(item, schemas)]));
}

/** The path with a value that fits for each parameter but those given. */
export function pathOf(
  { path, parameters }: Operation,
  given: Readonly<Record<string, string>> = {},
): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = parameters.find((candidate) => candidate.in === 'path' && candidate.name === name);
    return encodeURIComponent(given[name] ?? fittingValue(parameter?.schema ?? {}));
  });
}

/** The parameters in the path, with values that fit. */
export const pathParametersOf = ({ parameters }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ in: place }) => place === 'path')
      .map(({ name, schema }) => [name, fittingValue(schema)]),
  );

/** Headers that the route requires, with values that fit. */
export const requiredHeaders = ({ parameters }: Operation): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter(({ in: place, required }) => place === 'header' && required)
      .map(({ name }) => [name, 'x1']),
  );

// Ids are a prefix and 36 characters; other names in paths are short codes.
function fittingValue({ pattern = '', enum: [first] = [] }: JsonSchema): string {
  if (first !== undefined) return String(first);
  const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
  return prefix ? `${prefix}_${'0'.repeat(36)}` : 'X1';
}
