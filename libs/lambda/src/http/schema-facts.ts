/** A node of a JSON Schema. */
type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Returns the names of all properties that a schema declares, at any depth. */
export function propertyNames(schema: object): string[] {
  const names = new Set<string>();
  visit(schema, ({ properties }) => {
    if (isNode(properties)) for (const name of Object.keys(properties)) names.add(name);
  });
  return [...names];
}

/**
 * Returns the length of the longest list that a schema accepts.
 *
 * @throws Error when a list has no `maxItems`
 */
export function longestList(schema: object): number {
  let longest = 0;
  visit(schema, ({ type, maxItems }) => {
    if (type !== 'array') return;
    if (typeof maxItems !== 'number')
      throw new Error('A list in a request body has no limit. Add maxItems to its schema.');
    longest = Math.max(longest, maxItems);
  });
  return longest;
}

function visit(value: unknown, inspect: (node: Node) => void): void {
  if (!isNode(value)) return;
  if (!Array.isArray(value)) inspect(value);
  for (const inner of Object.values(value)) visit(inner, inspect);
}
