import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { HttpRoute } from '../service-manifest.ts';
import type { ApiDescription } from './api-description.ts';
import type { Components } from './components.ts';
import { exampleOf } from './example.ts';
import { headerExamples, requestHeaders } from './headers.ts';
import { jsonContent } from './json-content.ts';
import type { ObjectSchema, RequestDeclaration } from './request-declaration.ts';
import { responses } from './responses.ts';
import { securityHeaders, securityOf } from './security.ts';

interface Context {
  readonly api: ApiDescription;
  readonly components: Components;
}

/**
 * Describes a route.
 *
 * @param name  the name of its function, which becomes the operation id
 * @throws CommandError if a text or an example is missing
 */
export function operation(
  name: string,
  { method, path }: HttpRoute,
  declared: RequestDeclaration,
  context: Context,
): object {
  const { api, components } = context;
  const { examples, problems } = api;
  const declaration = withConditionalGet(method, { ...declared, ...declared.routes[path] });
  const { operationId = toCamelCase(name), summary, description, tag, body, deprecated } = declaration;
  if (!(tag in api.tags))
    throw new CommandError(`The tag "${tag}" of ${name} is not described. Add it to "tags" in api.yml.`);
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    parameters: [
      ...parameters('path', declaration.path, context),
      ...parameters('query', declaration.query, context),
      ...parameters('header', declaration.headers, context),
    ],
    ...(body && { requestBody: { required: true, content: jsonContent(body, { components, examples }) } }),
    responses: responses(declaration, { components, examples, problems }),
    security: securityOf(declaration),
    ...(deprecated && { deprecated: true, 'x-sunset': deprecated.sunset }),
    // For tests and operators: the function that answers, by its key in serverless.yml.
    'x-function': name,
  };
}

/** libs/lambda answers `If-None-Match` on every GET whose response has an `ETag`. */
function withConditionalGet(method: string, declaration: RequestDeclaration): RequestDeclaration {
  if (method !== 'get' || !declaration.sends.includes('ETag')) return declaration;
  const { headers, responses: answers } = declaration;
  return {
    ...declaration,
    headers: { ...headers, properties: { ...headers?.properties, 'If-None-Match': { type: 'string' } } },
    responses: { ...answers, 304: null },
  };
}

const toCamelCase = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, first: string) => first.toUpperCase());

function parameters(
  place: 'path' | 'query' | 'header',
  declared: ObjectSchema | undefined,
  { api, components }: Context,
): object[] {
  return Object.entries(declared?.properties ?? {})
    .filter(([name]) => place !== 'header' || !securityHeaders.has(name))
    .map(([name, schema]) => ({
      name,
      in: place,
      required: (declared?.required ?? []).includes(name),
      ...describe(name, schema, api),
      schema: components.refer(schema),
    }));
}

function describe(name: string, schema: object, { parameters: texts, examples }: ApiDescription): object {
  const { description } = schema as { readonly description?: string };
  const text = description ?? texts[name] ?? commonParameters[name] ?? requestHeaders[name] ?? idText(name);
  if (text === undefined)
    throw new CommandError(`The parameter ${name} has no description. Add it to "parameters" in api.yml.`);
  return { description: text, example: headerExamples[name] ?? exampleOf(schema, examples, name) };
}

const commonParameters: Readonly<Record<string, string>> = {
  limit: 'The maximum number of items of a page.',
  cursor: 'The `nextCursor` of the previous page. Omit it for the first page.',
};

/** `categoryId`: The id of the category. */
function idText(name: string): string | undefined {
  const [, noun] = /^(\w+)Id$/.exec(name) ?? [];
  return noun && `The id of the ${noun.replaceAll(/[A-Z]/g, (upper) => ` ${upper.toLowerCase()}`)}.`;
}
