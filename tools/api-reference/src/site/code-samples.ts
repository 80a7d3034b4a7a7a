import { createTradewind } from '#libs/client';
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

interface Route {
  readonly method: string;
  readonly path: string;
}

/** The address of the API in samples: the local cloud, where everybody can try them. */
const SAMPLE_URL = 'http://localhost:3000';

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
export function codeSamples(document: OpenApiDocument, route: Route, operation: object): CodeSample[] {
  const request = toSample(document, route, operation as Operation);
  return [
    ...(isInClient(request)
      ? [{ lang: 'typescript', label: '@tradewind/client', source: toClientCode(request) }]
      : []),
    { lang: 'bash', label: 'curl', source: toCurl(request) },
  ];
}

const client: Readonly<Record<string, object>> = { ...createTradewind({ baseUrl: SAMPLE_URL }) };

/** The client has no operations for other systems, such as the webhook of the payment provider. */
const isInClient = ({ path, operationId }: SampleRequest): boolean =>
  operationId in (client[path.split('/')[1]!] ?? {});

function toSample(
  document: OpenApiDocument,
  { method, path }: Route,
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
    baseUrl: SAMPLE_URL,
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
