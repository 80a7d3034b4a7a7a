/**
 * The error of a failed state: a name that Retry and Catch match, and a readable cause.
 * Names that begin with `States.` are reserved: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StatesError extends Error {
  override readonly name = 'StatesError';
  readonly error: string | undefined;
  readonly causeText: string | undefined;

  constructor(error: string | undefined, cause?: string) {
    super(cause ?? error ?? 'The state failed without an error name.');
    this.error = error;
    this.causeText = cause;
  }
}

/** An error in the definition or its data. As on AWS, neither `States.ALL` nor `States.TaskFailed` catches it. */
export const runtimeError = (cause: string): StatesError => new StatesError('States.Runtime', cause);
