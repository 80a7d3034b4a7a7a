/** The category of an error. Handlers map it to an HTTP status, or to a retry. */
export type ErrorKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'unprocessable'
  /** The caller reached a limit; set `retryAfterSeconds`. */
  | 'throttled'
  | 'unavailable';

/** An invalid field of the input. `field` is a JSON pointer such as `/body/quantity`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface AppErrorOptions extends ErrorOptions {
  /** For the caller: what is wrong, then what to do. Never contains personal data or secrets. */
  readonly detail?: string;
  readonly fields?: readonly FieldError[];
  /** Seconds after which a retry makes sense. */
  readonly retryAfterSeconds?: number;
}

/**
 * An expected error that is reported to the caller. Any other error is unexpected and never shown.
 *
 * @param kind  determines the HTTP status, and whether a queue or saga retries (only `unavailable` is retried)
 * @param code  a stable `noun.reason` that clients branch on
 * @example throw new AppError('conflict', 'stock.insufficient', { detail: 'Insufficient stock. Reduce the quantity to 3 or less.' });
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly detail: string | undefined;
  readonly fields: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, code: string, options: AppErrorOptions = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code, options);
    this.kind = kind;
    this.code = code;
    this.detail = options.detail;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
