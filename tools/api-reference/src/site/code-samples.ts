import type { OpenApiDocument } from '../../../build/src/bundler/openapi/openapi.ts';
import { toClientCode } from '../samples/client-code.ts';
import { toCurl } from '../samples/curl.ts';
import type { SampleRequest } from '../samples/sample-request.ts';

/** The parts of an operation that a sample shows. */
interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required: boolean;
    readonly example: unknown;
  }[];
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json': { readonly examples?: Examples; readonly example?: unknown };
    };
  };
  readonly security: readonly Readonly<Record<string, unknown>>[];
}

type Examples = Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;

/** A sample of Redoc: https://redocly.com/docs/redoc/redoc-vendor-extensions#x-codesamples */
interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/**
 * @param document  the document of the operation, which contains the shared examples
 * @param route     method and path of the operation
 * @returns the operation as code, with the examples of the document
 */
export function codeSamples(
  document: OpenApiDocument,
  route: { readonly method: string; readonly path: string; readonly baseUrl: string },
  operation: object,
): CodeSample[] {
  const request = toSample(document, route, operation as Operation);
  return [
    { lang: 'typescript', label: '@tradewind/client', source: toClientCode(request) },
    { lang: 'bash', label: 'curl', source: toCurl(request) },
  ];
}

function toSample(
  document: OpenApiDocument,
  { method, path, baseUrl }: { method: string; path: string; baseUrl: string },
  { operationId, parameters, requestBody, security }: Operation,
): SampleRequest {
  const required = (place: string) =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === place && one.required)
        .map(({ name, example }) => [name, example]),
    ) as Record<string, string>;
  const hasQuery = parameters.some((one) => one.in === 'query');
  const input = requestBody ? 'body' : hasQuery ? 'query' : 'none';
  return {
    operationId,
    method: method.toUpperCase(),
    baseUrl,
    path,
    pathParameters: required('path'),
    input,
    query: required('query'),
    headers: required('header'),
    ...(requestBody && { body: exampleBody(document, requestBody.content['application/json']) }),
    hasToken: security.length > 0 && !security.some((scheme) => 'sessionToken' in scheme || isEmpty(scheme)),
  };
}

const isEmpty = (value: object): boolean => Object.keys(value).length === 0;

function exampleBody(
  { components }: OpenApiDocument,
  { example, examples = {} }: { readonly example?: unknown; readonly examples?: Examples },
): unknown {
  const [first] = Object.values(examples);
  const name = first?.$ref?.split('/').at(-1);
  const shared =
    name === undefined ? first : (components['examples']?.[name] as { readonly value?: unknown });
  return example ?? shared?.value ?? {};
}
