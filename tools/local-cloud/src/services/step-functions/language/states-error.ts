/**
 * What a state fails with: an error name that Retry and Catch match on, and a cause for the reader.
 * Names that begin with `States.` are reserved: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StatesError extends Error {
  override readonly name = 'StatesError';
  readonly error: string | undefined;
  readonly causeText: string | undefined;

  constructor(error: string | undefined, cause?: string) {
    super(cause ?? error ?? 'failed without a name');
    this.error = error;
    this.causeText = cause;
  }
}

/** A fault of the definition or its data. Neither `States.ALL` nor `States.TaskFailed` stops it, as on AWS. */
export const runtimeError = (cause: string): StatesError => new StatesError('States.Runtime', cause);
