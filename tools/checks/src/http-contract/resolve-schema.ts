import type { JsonSchema } from '../../../operations/src/deploy/contracts/declared-contracts.ts';

type Schemas = Readonly<Record<string, JsonSchema>>;

/**
 * Inlines the references of a schema to components.
 *
 * @throws Error if a schema refers to itself, which the schemas of the services never do
 */
export const resolveSchema = (schema: JsonSchema, schemas: Schemas): JsonSchema =>
  resolve(schema, schemas, []) as JsonSchema;

function resolve(value: unknown, schemas: Schemas, path: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => resolve(each, schemas, path));
  if (typeof value !== 'object' || value === null) return value;
  if ('$ref' in value && typeof value.$ref === 'string') {
    const name = value.$ref.split('/').at(-1)!;
    if (path.includes(name)) throw new Error(`The schema ${name} refers to itself.`);
    return resolve(schemas[name] ?? true, schemas, [...path, name]);
  }
  return Object.fromEntries(
    Object.entries(value).map(([keyword, each]) => [keyword, resolve(each, schemas, path)]),
  );
}
