import { API_VERSION, type OpenApiDocument } from '../bundler/openapi/openapi.ts';
import {
  operationsOf,
  resolveResponse,
  type ClientResponse,
  type PlacedOperation,
} from './client-document.ts';
import { problemStatuses } from './problem-codes.ts';

type Schema = Readonly<Record<string, unknown>>;

/** What clients of a service rely on: its OpenAPI document without texts and examples. */
export interface HttpContract {
  /** Of the API. */
  readonly version: string;
  /** By method and path: `GET /orders/{orderId}`. */
  readonly operations: Readonly<Record<string, HttpOperation>>;
  /** The schemas of the events that are sent to webhook endpoints, by type. */
  readonly webhooks: Readonly<Record<string, Schema>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface HttpOperation {
  readonly operationId: string;
  /** When a deprecated operation will be removed: `2030-07-01`. */
  readonly sunset?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** By place and name: `query limit`. */
  readonly parameters: Readonly<Record<string, { readonly required: boolean; readonly schema: Schema }>>;
  readonly body?: Schema;
  /** The successful responses by status. */
  readonly responses: Readonly<Record<string, HttpResponse>>;
  /** The statuses of each problem code. */
  readonly problems: Readonly<Record<string, readonly number[]>>;
}

export interface HttpResponse {
  readonly headers: readonly string[];
  readonly schema?: Schema;
}

/** Reads the contract of a service from its OpenAPI document. */
export function httpContract(document: OpenApiDocument): HttpContract {
  const operations = operationsOf(document).map(
    (operation) => [`${operation.method} ${operation.path}`, toHttpOperation(operation, document)] as const,
  );
  return {
    version: API_VERSION,
    operations: Object.fromEntries(operations),
    webhooks: Object.fromEntries(
      Object.entries(document.webhooks ?? {}).map(([type, item]) => [
        type,
        bodySchema((item as { readonly post: PlacedOperation }).post.requestBody)!,
      ]),
    ),
    schemas: withoutTexts(document.components['schemas'] ?? {}, true) as HttpContract['schemas'],
  };
}

function toHttpOperation(operation: PlacedOperation, document: OpenApiDocument): HttpOperation {
  const body = bodySchema(operation.requestBody);
  return {
    operationId: operation.operationId,
    ...(operation['x-sunset'] !== undefined && { sunset: operation['x-sunset'] }),
    security: operation.security,
    parameters: Object.fromEntries(
      operation.parameters.map(({ name, in: place, required, schema }) => [
        `${place} ${name}`,
        { required, schema: withoutTexts(schema) as Schema },
      ]),
    ),
    ...(body && { body }),
    responses: Object.fromEntries(
      Object.entries(operation.responses)
        .filter(([status]) => Number(status) < 400)
        .map(([status, response]) => [status, toHttpResponse(resolveResponse(response, document))]),
    ),
    problems: problemStatuses(operation, document),
  };
}

function toHttpResponse({ headers = {}, ...response }: ClientResponse): HttpResponse {
  const schema = bodySchema(response);
  return { headers: Object.keys(headers).toSorted(), ...(schema && { schema }) };
}

const bodySchema = (described: Pick<ClientResponse, 'content'> | undefined): Schema | undefined => {
  const schema = described?.content?.['application/json']?.schema;
  return schema && (withoutTexts(schema) as Schema);
};

const texts = new Set(['title', 'description', 'example', 'examples']);

/** The values of these keywords are named by the service, not by JSON Schema. */
const named = new Set(['properties', 'patternProperties']);

/** @returns the schema without keywords that describe it only */
function withoutTexts(schema: unknown, isNamed = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withoutTexts(each));
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => isNamed || !texts.has(keyword))
      .map(([keyword, value]) => [keyword, withoutTexts(value, !isNamed && named.has(keyword))]),
  );
}
