import { STATUS_CODES } from 'node:http';
import type { ObjectSchema, RequestDeclaration } from './request-declaration.ts';
import type { HttpRoute, ServiceFunction, ServiceManifest } from '../service-manifest.ts';

/** A function with an http event, and its request declaration. */
export interface HttpFunction {
  readonly definition: ServiceFunction;
  readonly declaration: RequestDeclaration;
}

/** Problem details (RFC 9457) with the fields of every API error. */
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'A stable error code, such as `request.invalid-body`.' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
    requestId: { type: 'string' },
  },
};

/**
 * Describes the API of a service in OpenAPI 3.1, whose schemas are JSON Schema 2020-12 like the declared ones.
 *
 * @param service    the service, whose name is the base path of its API
 * @param functions  the functions with http events
 */
export function openApi(service: Pick<ServiceManifest, 'name'>, functions: readonly HttpFunction[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { definition, declaration } of functions) {
    for (const route of definition.routes) {
      const path = route.path === '/' ? `/${service.name}` : `/${service.name}${route.path}`;
      (paths[path] ??= {})[route.method] = operation(definition.name, route, declaration);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: `Tradewind ${service.name}`, version: '1.0.0' },
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { userPool: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const operation = (name: string, { authorizer }: HttpRoute, declaration: RequestDeclaration): object => ({
  operationId: name.replaceAll(/-(\w)/g, (_, first: string) => first.toUpperCase()),
  ...(declaration.summary && { summary: declaration.summary }),
  ...(declaration.description && { description: declaration.description }),
  parameters: [
    ...parameters('path', declaration.path),
    ...parameters('query', declaration.query),
    ...parameters('header', declaration.headers),
  ],
  ...(declaration.body && {
    requestBody: { required: true, content: { 'application/json': { schema: declaration.body } } },
  }),
  responses: {
    ...Object.fromEntries(
      Object.entries(declaration.responses).map(([status, schema]) => [status, response(status, schema)]),
    ),
    default: problemResponse('An error'),
  },
  security: authorizer ? [{ userPool: [] }] : [],
});

const parameters = (place: 'path' | 'query' | 'header', schema: ObjectSchema | undefined): object[] =>
  Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: (schema?.required ?? []).includes(name),
    schema: property,
  }));

function response(status: string, schema: object | null): object {
  const description = STATUS_CODES[status] ?? status;
  if (Number(status) >= 400) return problemResponse(description);
  const hasBody = schema !== null && typeof schema === 'object' && Object.keys(schema).length > 0;
  return { description, ...(hasBody && { content: { 'application/json': { schema } } }) };
}

const problemResponse = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
