import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { toPlainJson, type JsonSchema } from './json-schema.ts';

/** Examples by format, for schemas that need no example of their own. */
const examplesByFormat: Readonly<Record<string, string>> = {
  country: 'DE',
  currency: 'EUR',
  'date-time': '2026-03-01T09:30:00.000Z',
  email: 'ada@shop.example',
  uri: 'https://shop.example/',
  uuid: '7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30',
};

/** Examples by the title of their schema. */
export type NamedExamples = Readonly<Record<string, unknown>>;

/**
 * Returns an example of a schema: the one of its title, its own, or one that is composed of the examples of its parts.
 *
 * @param name  what the schema describes, for messages
 * @throws CommandError if a part has no example, with the path of the part
 */
export const exampleOf = (schema: object, examples: NamedExamples, name = 'body'): unknown =>
  compose(toPlainJson(schema), name, examples);

function compose(schema: JsonSchema, path: string, named: NamedExamples): unknown {
  const { title, examples, enum: values, type, properties, items, anyOf, allOf } = schema;
  if (typeof title === 'string' && title in named) return named[title];
  if (Array.isArray(examples)) return examples[0];
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(values)) return values[0];
  if (Array.isArray(anyOf)) return compose(anyOf[0] as JsonSchema, path, named);
  if (Array.isArray(allOf))
    return Object.assign({}, ...allOf.map((part) => compose(part as JsonSchema, path, named))) as object;
  if (type === 'object') return composeObject((properties ?? {}) as Record<string, JsonSchema>, path, named);
  if (type === 'array') return [compose(items as JsonSchema, `${path}/0`, named)];
  return type === 'boolean' ? true : composeScalar(schema, path);
}

const composeObject = (
  properties: Readonly<Record<string, JsonSchema>>,
  path: string,
  named: NamedExamples,
): object =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, compose(property, `${path}/${name}`, named)]),
  );

function composeScalar({ format }: JsonSchema, path: string): unknown {
  const example = examplesByFormat[String(format)];
  if (example !== undefined) return example;
  throw new CommandError(
    `The schema at ${path} has no example. Add one for a title that contains it to "examples" in api.yml.`,
  );
}
