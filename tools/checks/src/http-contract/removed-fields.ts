import type { JsonSchema } from '../../../operations/src/deploy/contracts/declared-contracts.ts';

type Fields = Readonly<Record<string, JsonSchema>>;

interface Structure {
  readonly properties?: Fields;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/**
 * Finds fields that the type of a response had and has no more, optional ones included: code that reads one does not compile
 * with the next version of the client.
 *
 * @returns their paths: `shipments[].carrier`
 */
export function removedFields(previous: JsonSchema, current: JsonSchema): string[] {
  const kept = new Set(fieldPaths(current));
  return fieldPaths(previous).filter((path) => !kept.has(path));
}

/** @returns the paths of all fields; those of alternatives together */
function fieldPaths(schema: JsonSchema, prefix = ''): string[] {
  if (typeof schema === 'boolean') return [];
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema as Structure;
  const paths = [
    ...Object.entries(properties).flatMap(([name, field]) => {
      const path = prefix === '' ? name : `${prefix}.${name}`;
      return [path, ...fieldPaths(field, path)];
    }),
    ...(items === undefined ? [] : fieldPaths(items, `${prefix}[]`)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((part) => fieldPaths(part, prefix)),
  ];
  return [...new Set(paths)];
}
