/**
 * Serializes a JSON value so that equal values have equal texts: the keys of objects are sorted, as in RFC 8785.
 * https://www.rfc-editor.org/rfc/rfc8785
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sortKeys);

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
