/** A JSON Schema (2020-12), or a part of an OpenAPI document: plain JSON. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** Removes the internal markers of TypeBox. */
export const toPlainJson = (schema: object): JsonSchema => JSON.parse(JSON.stringify(schema)) as JsonSchema;

/** Keywords whose value is data and not a schema. */
const dataKeywords = new Set(['examples', 'example', 'default', 'const', 'enum', 'required']);

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Replaces the schemas inside a schema, from the inside out.
 *
 * @param replace  receives each schema after the schemas inside it were replaced
 */
export function mapSchemas(schema: JsonSchema, replace: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const mapped = Object.entries(schema).map(([keyword, value]) => {
    if (dataKeywords.has(keyword)) return [keyword, value];
    if (Array.isArray(value))
      return [keyword, value.map((item) => (isObject(item) ? mapSchemas(item, replace) : item))];
    if (!isObject(value)) return [keyword, value];
    return [
      keyword,
      isSchemaMap(keyword)
        ? mapValues(value, (item) => mapSchemas(item, replace))
        : mapSchemas(value, replace),
    ];
  });
  return replace(Object.fromEntries(mapped) as JsonSchema);
}

const isSchemaMap = (keyword: string): boolean =>
  keyword === 'properties' || keyword === 'patternProperties' || keyword === '$defs';

const mapValues = (object: JsonSchema, change: (value: JsonSchema) => unknown): JsonSchema =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, isObject(value) ? change(value) : value]),
  );
