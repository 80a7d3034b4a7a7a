import { compiledSchema, type CompiledSchema } from '#libs/schema';
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import type { RouteAccess } from './access.ts';
import type { PublicCaching } from './caching.ts';
import type { Deprecation } from './deprecation.ts';
import { longestList, propertyNames } from './schema-facts.ts';

/** The header `Idempotency-Key`. https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
export const IdempotencyKey = Type.String({ minLength: 1, maxLength: 255 });

/**
 * The key of a guest without a session. Nothing else identifies this guest, so the key must not be guessable: the reply that
 * it replays opens the session. A UUID has 36 characters.
 */
export const GuestIdempotencyKey = Type.String({ minLength: 22, maxLength: 255 });

/** The type to which a query parameter, which arrives as a string, is converted. */
export type ParameterType = 'string' | 'integer' | 'number' | 'boolean';

/** The texts of a route in the OpenAPI document. */
interface RouteTexts {
  /** Unique among all services. Default: the name of the function. */
  readonly operationId?: string;
  /** A tag that the `api.yml` of the service describes. */
  readonly tag: string;
  /** One line: verb and noun. */
  readonly summary: string;
  /** Details, in Markdown. */
  readonly description: string;
}

interface Declaration extends RouteTexts {
  /** The texts of each route that differ, for a function with several routes: by route template. */
  readonly routes?: Readonly<Record<string, Partial<RouteTexts>>>;
  /** Who may call the route. */
  readonly access: RouteAccess;
  /** Announces that the route will be removed, in its OpenAPI operation and in the headers of its successful responses. */
  readonly deprecated?: Deprecation;
  /** The schema of the JSON body; omit it for a route without a body. */
  readonly body?: TSchema;
  /** How long shared caches may keep the responses to GET; omit it for responses that must not be stored. */
  readonly caching?: PublicCaching;
  readonly path?: TObject;
  readonly query?: TObject;
  /** The required and optional headers, with names in lower case. */
  readonly headers?: TObject;
  /** The schema of each successful response by status; `null` for a response without a body. */
  readonly responses: Readonly<Record<number, TSchema | null>>;
  /** The headers of its successful responses. */
  readonly sends?: readonly ('ETag' | 'Location' | 'Preference-Applied')[];
  /**
   * The codes of its problems by status. Those of all routes with such a declaration are added, such as
   * `request.invalid-parameters` or, with an `if-match` header, `record.changed`.
   */
  readonly problems?: Readonly<Record<number, readonly string[]>>;
}

type ValueOf<Schema, Default> = Schema extends TSchema ? Static<Schema> : Default;

/** The declaration of a route; made by {@link httpRequest}. */
export type HttpRequest<D extends Partial<Declaration> = Partial<Declaration>> = CompiledSchema<{
  readonly caching?: PublicCaching;
  readonly deprecated?: Deprecation;
  readonly hasBody: boolean;
  /** The length of the longest list in a body. */
  readonly maxItems: number;
  /** The names of all properties of the schema. */
  readonly names: readonly string[];
  readonly access: RouteAccess;
  readonly queryTypes: Readonly<Record<string, ParameterType>>;
}> & {
  /** The source of the API model and the OpenAPI document; available only during the build. */
  readonly declaration: D;
};

/** A validated request, typed by its declaration. */
export interface RequestOf<R> {
  /** The route template, for a function with several routes: `/stock/{productId}`. */
  readonly route: string;
  /** The parsed body, or the raw text when none is declared, for example to verify its signature. */
  readonly body: R extends HttpRequest<infer D> ? ValueOf<D['body'], string | null> : never;
  readonly path: R extends HttpRequest<infer D> ? ValueOf<D['path'], Record<string, never>> : never;
  readonly query: R extends HttpRequest<infer D> ? ValueOf<D['query'], Record<string, never>> : never;
  readonly headers: R extends HttpRequest<infer D>
    ? ValueOf<D['headers'], object> & { readonly [name: string]: string | undefined }
    : never;
}

const noParameters = Type.Object({}, { additionalProperties: false });

/**
 * Declares the request and responses of a route; the default export of `src/handlers/NAME.schema.ts`. The API Gateway
 * model and required parameters, the validator in the bundle, the types of the handler and the OpenAPI document are all
 * generated from it.
 */
export function httpRequest<const D extends Declaration>(declaration: D): HttpRequest<D> {
  const {
    access,
    caching,
    deprecated,
    body,
    path = noParameters,
    query = noParameters,
    headers = Type.Object({}),
  } = declaration;
  const schema = Type.Object({
    ...(body && { body }),
    pathParameters: path,
    queryStringParameters: query,
    headers,
  });
  const runtime = {
    access,
    ...(caching && { caching }),
    ...(deprecated && { deprecated }),
    hasBody: body !== undefined,
    maxItems: body ? longestList(body) : 0,
    names: propertyNames(schema),
    queryTypes: getTypes(query.properties),
  };
  return { ...compiledSchema(schema, runtime), declaration };
}

function getTypes(properties: TProperties): Record<string, ParameterType> {
  const types = Object.entries(properties).map(([name, schema]) => {
    const { type } = schema as { type?: string };
    return [name, type === 'integer' || type === 'number' || type === 'boolean' ? type : 'string'] as const;
  });
  return Object.fromEntries(types);
}
