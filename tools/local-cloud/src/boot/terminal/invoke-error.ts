interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack?: readonly string[];
}

/**
 * Shortens what Lambda's runtime logs, as text or as JSON, when a handler throws. The function's log file keeps the whole
 * stack; if the handler logged the error itself, the terminal has already shown its stack.
 * @returns `TypeError: no seat (at book services/bookings/dist/book.mjs:3:7)`, or undefined for any other line
 */
export function invokeError(line: string): string | undefined {
  const [, json] = /\tInvoke Error\t(\{.*\})$/.exec(line) ?? [];
  const error = json === undefined ? parseMessage(line) : parse(json);
  if (!isError(error)) return undefined;
  const [message] = error.errorMessage.split('\n', 1);
  const frame = error.stack?.find((step) => /^\s*at /.test(step) && !step.includes('node:'));
  return `${error.errorType}: ${message}${frame === undefined ? '' : ` (${shortenPath(frame)})`}`;
}

function parseMessage(line: string): unknown {
  if (!line.includes('"event":"Invoke Error"')) return undefined;
  return (parse(line) as { message?: unknown } | undefined)?.message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isError = (value: unknown): value is RuntimeError =>
  typeof value === 'object' && value !== null && 'errorType' in value && 'errorMessage' in value;

/** Removes the part of the path that every frame has. */
const shortenPath = (frame: string): string =>
  frame.trim().replace(/(?:file:\/\/)?\/\S*\/(?=(?:services|libs|node_modules)\/)/, '');
