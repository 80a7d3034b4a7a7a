// Such as an error of a gateway, caused by one of the SDK, caused by one of the socket.
const MAX_CAUSES = 3;

// V8's syntax errors quote the parsed text, which may be personal data: `"Ada Lovelace" is not valid JSON`.
const HIDDEN_MESSAGE = 'hidden, because it quotes the parsed text';

/** The loggable part of an error, without other properties such as requests or records. */
export class SerializedError {
  readonly name: string;
  /** The code of an AppError, or the errno of a Node error. */
  readonly code: string | undefined;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause: SerializedError | string | undefined;

  /** @param maxCauses  how many nested causes to include */
  constructor(error: Error, maxCauses = MAX_CAUSES) {
    const { name, message, stack, cause } = error;
    const { code } = error as { code?: unknown };
    const quotesInput = name === 'SyntaxError';
    this.name = name;
    this.code = typeof code === 'string' ? code : undefined;
    this.message = quotesInput ? HIDDEN_MESSAGE : message;
    this.stack = quotesInput ? stack?.replace(message, HIDDEN_MESSAGE) : stack;
    if (cause !== undefined && maxCauses > 0)
      this.cause = cause instanceof Error ? new SerializedError(cause, maxCauses - 1) : typeof cause;
  }
}
