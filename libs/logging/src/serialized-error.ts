// A gateway's error has the SDK's as its cause, which has the socket's.
const MAX_CAUSES = 3;

// V8's errors of parsing quote what they could not parse: `"Ada Lovelace" is not valid JSON`.
const UNSHOWN = 'not shown, for it quotes what was parsed';

/** What a line tells of an error: what helps to find it, and nothing else it may carry, as requests or whole records. */
export class SerializedError {
  readonly name: string;
  /** Stable: of an AppError its own, of Node its errno. */
  readonly code: string | undefined;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause: SerializedError | string | undefined;

  constructor(error: Error, causes = MAX_CAUSES) {
    const { name, message, stack, cause } = error;
    const { code } = error as { code?: unknown };
    const quotes = name === 'SyntaxError';
    this.name = name;
    this.code = typeof code === 'string' ? code : undefined;
    this.message = quotes ? UNSHOWN : message;
    this.stack = quotes ? stack?.replace(message, UNSHOWN) : stack;
    if (cause !== undefined && causes > 0)
      this.cause = cause instanceof Error ? new SerializedError(cause, causes - 1) : typeof cause;
  }
}
