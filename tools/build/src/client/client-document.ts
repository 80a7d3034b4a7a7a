import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';

/** What the generated sources read of an operation of an OpenAPI document. */
export interface ClientOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly deprecated?: boolean;
  readonly 'x-sunset'?: string;
  readonly parameters: readonly ClientParameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, ClientResponse>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ClientParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: object;
}

export interface ClientResponse {
  readonly $ref?: string;
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, object>>;
}

type Content = Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;

/** An operation with its place. */
export interface PlacedOperation extends ClientOperation {
  readonly method: string;
  readonly path: string;
}

/** @returns the operations of a document, in its order */
export const operationsOf = ({ paths }: Pick<OpenApiDocument, 'paths'>): PlacedOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...(operation as ClientOperation),
      method: method.toUpperCase(),
      path,
    })),
  );

/** @returns the last part of a reference: the name of the component */
export const componentName = (ref: string): string => ref.split('/').at(-1)!;

/** @returns a response with its component in place of the reference */
export const resolveResponse = (
  response: ClientResponse,
  { components }: Pick<OpenApiDocument, 'components'>,
): ClientResponse =>
  response.$ref === undefined
    ? response
    : (components['responses']?.[componentName(response.$ref)] as ClientResponse);
