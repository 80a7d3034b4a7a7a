import { marshall, unmarshall, type AttributeMap } from './attribute-values.ts';

/**
 * Where items are in an input or output: an item itself, fields by name, or each member of a list or map (such as the
 * map of tables in a batch).
 */
export type ItemFields = 'item' | { readonly [field: string]: ItemFields } | readonly [each: ItemFields];

/** Converts the items in an input to attribute values; everything else is passed on. */
export const marshallFields = (input: unknown, fields: ItemFields): unknown =>
  convert(input, fields, (item) => marshall(item));

/** Converts the items in an output to plain objects. */
export const unmarshallFields = (output: unknown, fields: ItemFields): unknown =>
  convert(output, fields, (item) => unmarshall(item as AttributeMap));

function convert(value: unknown, fields: ItemFields, convertItem: (item: object) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (fields === 'item') return convertItem(value);
  if (isEach(fields)) {
    const [each] = fields;
    return Array.isArray(value)
      ? value.map((member) => convert(member, each, convertItem))
      : Object.fromEntries(
          Object.entries(value).map(([name, member]) => [name, convert(member, each, convertItem)]),
        );
  }
  const converted: Record<string, unknown> = { ...value };
  for (const field of Object.keys(fields))
    if (converted[field] !== undefined)
      converted[field] = convert(converted[field], fields[field]!, convertItem);
  return converted;
}

const isEach = (fields: ItemFields): fields is readonly [ItemFields] => Array.isArray(fields);
