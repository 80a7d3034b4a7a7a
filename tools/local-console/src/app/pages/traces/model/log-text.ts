/** A log line, read for people. */
export interface LogText {
  /** What happened: the log event, the message, or the line as written. */
  readonly message: string;
  /** The other fields of a structured line, in the order in which they were written. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

// The list shows them in columns, or they are the same for every line of a function.
const shownElsewhere: ReadonlySet<string> = new Set([
  'timestamp',
  'level',
  'event',
  'message',
  'service',
  'function',
  'task',
  'stage',
  'version',
  'requestId',
  'correlationId',
  'traceId',
]);

/** Reads a line of a function: structured lines are JSON objects, all others are text. */
export function toLogText(text: string): LogText {
  const entry = parseObject(text);
  if (entry === undefined) return { message: withoutConsolePrefix(text), fields: [] };
  const fields = Object.entries(entry)
    .filter(([name]) => !shownElsewhere.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const);
  const parts = [entry['event'], entry['message']].filter((part) => typeof part === 'string' && part !== '');
  return { message: parts.join(': '), fields };
}

/** @returns the fields of a structured line; undefined for any other text, also for a line that was cut */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Lambda's runtime writes time, request id and level before what `console.log` was given. */
const withoutConsolePrefix = (text: string): string => text.replace(/^\S+Z\t[\w-]+\t\w+\t/, '').trimEnd();
