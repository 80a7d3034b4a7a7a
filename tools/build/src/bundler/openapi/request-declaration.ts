import { relative } from 'node:path';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { loadSchemaModule } from '../schemas/schema-module.ts';
import type { ServiceFunction } from '../service-manifest.ts';

/** The part of an object's JSON Schema that the build reads. */
export interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>> | undefined;
  readonly required?: readonly string[] | undefined;
}

/** The declaration of requests and responses in the `*.schema.ts` of a handler. */
export interface RequestDeclaration {
  readonly summary: string | undefined;
  readonly description?: string | undefined;
  readonly body: object | undefined;
  readonly path: ObjectSchema | undefined;
  readonly query: ObjectSchema | undefined;
  readonly headers: ObjectSchema | undefined;
  /** Response schemas by status; null if the response has no body. */
  readonly responses: Readonly<Record<string, object | null>>;
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
  const declared = exported['declaration'] as Partial<RequestDeclaration> | undefined;
  if (!declared)
    throw new CommandError(
      `${relative(process.cwd(), file)} has no request declaration. Export the result of httpRequest() by default.`,
    );
  const { summary, description, body, path: inPath, query, headers, responses = {} } = declared;
  const request: RequestDeclaration = {
    summary,
    description,
    body,
    path: inPath,
    query: withDefaultsOptional(query),
    headers: withSentNames(headers),
    responses,
  };
  for (const { path } of routes) checkPathParameters(file, path, Object.keys(request.path?.properties ?? {}));
  return request;
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
