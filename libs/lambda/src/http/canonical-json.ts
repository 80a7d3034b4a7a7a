/**
 * Serializes a JSON value so that equal values have equal texts: the keys of objects are sorted, as in RFC 8785.
 * https://www.rfc-editor.org/rfc/rfc8785
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(withSortedKeys(value));

/** Copies the value, because `JSON.stringify` with a replacer, which is called for each value, takes four times as long. */
function withSortedKeys(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return withSortedKeys(toJSON.call(value));
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).toSorted())
    set(copy, key, withSortedKeys((value as typeof copy)[key]));
  return copy;
}

function set(object: Record<string, unknown>, key: string, value: unknown): void {
  // Assigned, this key would replace the prototype and be missing in the text.
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true });
  else object[key] = value;
}
