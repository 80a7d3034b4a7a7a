import { relative } from 'node:path';
import { loadSchemaModule } from './schema-module.ts';
import type { ServiceFunction } from './service-manifest.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';

/** A JSON Schema of an object, as far as the build looks into it. */
export interface ObjectSchema {
  readonly properties?: Readonly<Record<string, object>> | undefined;
  readonly required?: readonly string[] | undefined;
}

/** What a handler's `*.schema.ts` says about its requests and responses. */
export interface RequestDeclaration {
  readonly summary: string | undefined;
  readonly description?: string | undefined;
  readonly body: object | undefined;
  readonly path: ObjectSchema | undefined;
  readonly query: ObjectSchema | undefined;
  readonly headers: ObjectSchema | undefined;
  /** By status; a status without a body has no schema. */
  readonly responses: Readonly<Record<string, object | null>>;
}

/**
 * Loads the request declaration of a function that answers HTTP.
 *
 * @throws CommandError when it does not load, or declares other path parameters than the route has
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
      `${relative(process.cwd(), file)} must export by default what httpRequest() returns.`,
    );
  const { summary, description, body, path: inPath, query, headers, responses = {} } = declared;
  const request: RequestDeclaration = {
    summary,
    description,
    body,
    path: inPath,
    query: withDefaultsOptional(query),
    headers: asSent(headers),
    responses,
  };
  for (const { path } of routes) checkPathParameters(file, path, Object.keys(request.path?.properties ?? {}));
  return request;
}

/** A function fills in a default, so a client need not send it. */
function withDefaultsOptional(query: ObjectSchema | undefined): ObjectSchema | undefined {
  const hasDefault = (name: string) => 'default' in (query?.properties?.[name] ?? {});
  return query && { ...query, required: (query.required ?? []).filter((name) => !hasDefault(name)) };
}

/** Handlers read header names in lower case; documents show them as clients write them: `Idempotency-Key`. */
function asSent(headers: ObjectSchema | undefined): ObjectSchema | undefined {
  const sent = (name: string) => name.replaceAll(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
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
      `but serverless.yml routes ${path}, which has [${inRoute.join(', ')}].`,
  );
}
