/** Values of earlier answers by the name of their field, the latest first: ids and session tokens. */
export type RememberedValues = Readonly<Record<string, readonly string[]>>;

const KEPT = 10;
const isKept = (name: string, value: unknown): value is string =>
  typeof value === 'string' && (name.endsWith('Id') || name === 'sessionToken' || name === 'code');

/**
 * Remembers the ids of an answer, so that the next request can be about the same record.
 *
 * @param answer  a JSON value of any shape
 * @returns the values with those of the answer first, each once, and at most 10 of each name
 */
export function rememberValues(values: RememberedValues, answer: unknown): RememberedValues {
  const found = new Map<string, string[]>();
  collect(answer, (name, value) => found.set(name, [...(found.get(name) ?? []), value]));
  return {
    ...values,
    ...Object.fromEntries(
      [...found].map(([name, latest]) => [
        name,
        [...new Set([...latest, ...(values[name] ?? [])])].slice(0, KEPT),
      ]),
    ),
  };
}

function collect(value: unknown, found: (name: string, value: string) => void): void {
  if (value === null || typeof value !== 'object') return;
  for (const [name, each] of Object.entries(value)) {
    if (isKept(name, each)) found(name, each);
    else collect(each, found);
  }
}
