interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

// Formats whose values have a maximum length by themselves.
const boundedFormats = new Set(['date-time', 'email', 'country', 'currency', 'uuid']);
const timeName = /(At|^from|^to|^validFrom|^validUntil)$/;

/**
 * Finds the values that a schema accepts without a bound: texts without a length, whole numbers without a range, lists
 * without a maximum, and times that are no instants.
 *
 * @param schema  a JSON Schema, such as that of a request or a contract
 * @returns one message for each value: its JSON pointer and what is missing
 */
export function unboundedValues(schema: object, pointer = ''): string[] {
  const {
    type,
    properties = {},
    patternProperties = {},
    items,
    anyOf = [],
    allOf = [],
    ...own
  } = schema as Schema;
  const isListed = 'const' in own || 'enum' in own;
  return [
    ...(type === 'string' && !isListed ? textViolations(own, pointer) : []),
    ...(type === 'integer' && !isListed ? numberViolations(own, pointer) : []),
    ...(type === 'array' && !('maxItems' in own) ? [`${pointer} has no maxItems`] : []),
    ...Object.entries({ ...properties, ...patternProperties }).flatMap(([name, inner]) =>
      unboundedValues(inner, `${pointer}/${name}`),
    ),
    ...(items ? unboundedValues(items, `${pointer}/items`) : []),
    ...[...anyOf, ...allOf].flatMap((inner) => unboundedValues(inner, pointer)),
  ];
}

function textViolations({ maxLength, pattern, format }: Schema, pointer: string): string[] {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (timeName.test(name) && format !== 'date-time') return [`${pointer} is no Instant`];
  const isBounded =
    typeof maxLength === 'number' ||
    boundedFormats.has(String(format)) ||
    (typeof pattern === 'string' &&
      /^\^.*\$$/s.test(pattern) &&
      !/(?<!\\)[*+](?![^[]*\])|\{\d+,\}/.test(pattern));
  return isBounded ? [] : [`${pointer} has no maxLength`];
}

function numberViolations(schema: Schema, pointer: string): string[] {
  const hasMinimum = 'minimum' in schema || 'exclusiveMinimum' in schema;
  const hasMaximum = 'maximum' in schema || 'exclusiveMaximum' in schema;
  return hasMinimum && hasMaximum ? [] : [`${pointer} has no range`];
}
