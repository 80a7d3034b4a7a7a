/** The value of a JSON text, or the text itself if it is not JSON. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Finds the first value of a field at any depth: the correlation id of an execution is somewhere in its input. */
export function findField(value: unknown, field: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const own = (value as Record<string, unknown>)[field];
  if (typeof own === 'string') return own;
  for (const inner of Object.values(value)) {
    const found = findField(inner, field);
    if (found !== undefined) return found;
  }
  return undefined;
}
