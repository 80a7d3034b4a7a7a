/** What went wrong, in the caller's terms; each edge maps it once to its own language. */
export type ErrorKind =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition-failed'
  | 'unprocessable'
  | 'unavailable';

/** One field of the input that was refused. `field` is a JSON pointer such as `/body/quantity`. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface AppErrorOptions extends ErrorOptions {
  /** One sentence for the caller: what to do next. Never personal data or secrets. */
  readonly detail?: string;
  readonly fields?: readonly FieldError[];
  /** When trying again makes sense, in seconds. */
  readonly retryAfterSeconds?: number;
}

/**
 * An error that somebody expected and whose meaning the caller may know.
 *
 * @param kind  decides the HTTP status, and whether a queue or saga tries again (only `unavailable` is worth it)
 * @param code  stable and dotted, `noun.what-is-wrong`: clients branch on it
 * @example throw new AppError('conflict', 'stock.insufficient', { detail: 'Only 3 are left.' });
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
