/** What the explorer reads of the OpenAPI document of all services. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
  /** The tags of each service. */
  readonly 'x-tagGroups': readonly { readonly name: string; readonly tags: readonly string[] }[];
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
}

type Security = Readonly<Record<string, readonly string[]>>;

interface DocumentedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: {
    readonly content: {
      readonly 'application/json'?: {
        readonly schema: Schema;
        readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;
      };
    };
  };
  readonly security: readonly Security[];
}

/** An operation of the API. */
export interface Operation extends Omit<DocumentedOperation, 'tags' | 'requestBody'> {
  readonly method: string;
  readonly path: string;
  readonly service: string;
  readonly tag: string;
  /** The body that it takes: the name of its schema, and an example. */
  readonly body?: { readonly schema: string; readonly example: unknown };
}

/** The operations of a tag. */
export interface OperationGroup {
  readonly service: string;
  readonly tag: string;
  readonly operations: readonly Operation[];
}

const nameOf = (reference: string | undefined): string => reference?.split('/').at(-1) ?? '';

/** @returns all operations, by service and tag as in the reference */
export function operationGroups(document: ApiDocument): OperationGroup[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return document['x-tagGroups'].flatMap(({ name: service, tags }) =>
    tags
      .map((tag) => ({
        service,
        tag,
        operations: all
          .filter(({ operation }) => operation.tags.includes(tag))
          .map(({ path, method, operation: { tags: _, requestBody, ...operation } }): Operation => ({
            ...operation,
            path,
            method,
            service,
            tag,
            ...toBody(document, requestBody),
          })),
      }))
      // The webhooks that the shop sends have a tag, but no operations to call.
      .filter(({ operations }) => operations.length > 0),
  );
}

function toBody(
  document: ApiDocument,
  requestBody: DocumentedOperation['requestBody'],
): Pick<Operation, 'body'> {
  const content = requestBody?.content['application/json'];
  if (!content) return {};
  const [example] = Object.values(content.examples ?? {});
  const value = example?.value ?? document.components.examples?.[nameOf(example?.$ref)]?.value ?? {};
  return { body: { schema: nameOf(content.schema.$ref), example: value } };
}

/**
 * @param search  each word must occur in the method, path, name, summary or tag
 * @returns the groups with the operations that match
 */
export function searchOperations(groups: readonly OperationGroup[], search: string): OperationGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter(({ method, path, operationId, summary, tag }) => {
        const text = [method, path, operationId, summary, tag].join(' ').toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
}

/** Resolves a reference to a component. */
export const resolve = ({ components }: Pick<ApiDocument, 'components'>, schema: Schema): Schema =>
  schema.$ref === undefined ? schema : (components.schemas[nameOf(schema.$ref)] ?? {});

/** @returns the values that a parameter can have, if its schema lists them */
export function listedValues(schema: Schema): string[] {
  const listed = schema.enum ?? schema.anyOf?.flatMap((each) => each.enum ?? [each.const]) ?? [];
  return listed.filter((value) => value !== undefined).map(String);
}

/** @returns a hint of what a parameter can be: `integer, 1 to 100` */
export function describeSchema({
  type = 'string',
  format,
  minimum,
  maximum,
  minLength,
  maxLength,
}: Schema): string {
  const range = (from: number | undefined, to: number | undefined, unit: string) =>
    from === undefined && to === undefined
      ? []
      : [[from, to].filter((limit) => limit !== undefined).join(' to ') + unit];
  return [
    format ?? type,
    ...range(minimum, maximum, ''),
    ...(maxLength !== undefined && maxLength < 1000 ? range(minLength, maxLength, ' characters') : []),
  ].join(', ');
}
