import { compiledSchema, type CompiledSchema } from '#libs/schema';
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';

/** How a parameter, which arrives as a string, is read. */
export type ParameterForm = 'string' | 'integer' | 'number' | 'boolean';

interface Declaration {
  /** One line for the API's documentation. */
  readonly summary: string;
  /** Details for the API's documentation, in Markdown. */
  readonly description?: string;
  /** Of the JSON body; without it the route takes none. */
  readonly body?: TSchema;
  readonly path?: TObject;
  readonly query?: TObject;
  /** Names in lower case. */
  readonly headers?: TObject;
  /** What it answers, by status; `null` where there is no body. Errors every route may give need not be named. */
  readonly responses: Readonly<Record<number, TSchema | null>>;
}

type ValueOf<Schema, Default> = Schema extends TSchema ? Static<Schema> : Default;

export type HttpRequest<D extends Partial<Declaration> = Partial<Declaration>> = CompiledSchema<{
  readonly hasBody: boolean;
  readonly queryForms: Readonly<Record<string, ParameterForm>>;
}> & {
  /** For the build alone: what the API model and the OpenAPI document are made from. */
  readonly declaration: D;
};

/** What a handler receives of a request that fits its declaration. */
export interface RequestOf<R> {
  /** The route as it is declared, for a function that answers several: `/stock/{productId}`. */
  readonly route: string;
  /** Where none is declared, the text as it was sent: what a signature was made over. */
  readonly body: R extends HttpRequest<infer D> ? ValueOf<D['body'], string | null> : never;
  readonly path: R extends HttpRequest<infer D> ? ValueOf<D['path'], Record<string, never>> : never;
  readonly query: R extends HttpRequest<infer D> ? ValueOf<D['query'], Record<string, never>> : never;
  readonly headers: R extends HttpRequest<infer D>
    ? ValueOf<D['headers'], object> & { readonly [name: string]: string | undefined }
    : never;
}

const nothing = Type.Object({}, { additionalProperties: false });

/**
 * Declares what one route takes and answers: the default export of `src/handlers/NAME.schema.ts`.
 * It becomes the API Gateway model and required parameters, the validator in the bundle, the types of the
 * handler, and the page in OpenAPI.
 */
export function httpRequest<const D extends Declaration>(declaration: D): HttpRequest<D> {
  const { body, path = nothing, query = nothing, headers = Type.Object({}) } = declaration;
  const schema = Type.Object({
    ...(body && { body }),
    pathParameters: path,
    queryStringParameters: query,
    headers,
  });
  const runtime = { hasBody: body !== undefined, queryForms: formsOf(query.properties) };
  return { ...compiledSchema(schema, runtime), declaration };
}

function formsOf(properties: TProperties): Record<string, ParameterForm> {
  const forms = Object.entries(properties).map(([name, schema]) => {
    const { type } = schema as { type?: string };
    return [name, type === 'integer' || type === 'number' || type === 'boolean' ? type : 'string'] as const;
  });
  return Object.fromEntries(forms);
}
