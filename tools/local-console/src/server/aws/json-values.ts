/** Bytes in JSON: DynamoDB's binary attributes and the bodies of objects. */
interface EncodedBytes {
  readonly $bytes: string;
}

/**
 * Makes the output of an SDK command JSON: bytes become `{$bytes: base64}`, dates ISO 8601 text, and sets and big integers
 * what they contain as an array or text. `$metadata` is left out.
 */
export function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array)
    return { $bytes: Buffer.from(value).toString('base64') } satisfies EncodedBytes;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Set) return [...value].map(toJson);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '$metadata')
      .map(([name, each]) => [name, toJson(each)]),
  );
}

/**
 * The reverse of {@link toJson} for the input of a command: `{$bytes: base64}` becomes bytes. A date of an output is plain
 * text, so the page marks the dates of an input: `{$date: '2030-01-01T00:00:00Z'}`.
 */
export function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === '$bytes')
    return Buffer.from(String(entries[0]![1]), 'base64');
  if (entries.length === 1 && entries[0]![0] === '$date') return new Date(String(entries[0]![1]));
  return Object.fromEntries(entries.map(([name, each]) => [name, fromJson(each)]));
}
