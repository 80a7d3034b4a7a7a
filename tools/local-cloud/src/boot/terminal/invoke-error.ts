interface Told {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack?: readonly string[];
}

/**
 * Makes something readable of what Lambda's runtime logs when a handler throws, as text or as JSON. The whole stack stays
 * in the function's log file; where the handler logged the error itself, its stack is on the terminal already.
 * @returns `TypeError: no seat (at book services/bookings/dist/book.mjs:3:7)`, or nothing for any other line
 */
export function invokeError(line: string): string | undefined {
  const [, json] = /\tInvoke Error\t(\{.*\})$/.exec(line) ?? [];
  const told = json === undefined ? messageOf(line) : parse(json);
  if (!isError(told)) return undefined;
  const [message] = told.errorMessage.split('\n', 1);
  const frame = told.stack?.find((step) => /^\s*at /.test(step) && !step.includes('node:'));
  return `${told.errorType}: ${message}${frame === undefined ? '' : ` (${shortened(frame)})`}`;
}

function messageOf(line: string): unknown {
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

const isError = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && 'errorType' in value && 'errorMessage' in value;

/** Without the part of the path that every frame has. */
const shortened = (frame: string): string =>
  frame.trim().replace(/(?:file:\/\/)?\/\S*\/(?=(?:services|libs|node_modules)\/)/, '');
