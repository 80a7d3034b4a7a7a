import { AppError } from '#libs/errors';

/**
 * Distinguishes transient errors, such as an event out of order or a write conflict, from unexpected ones. SQS delivers the
 * message again. If the error persists, the alarms on the age of the queue and on its dead-letter queue fire.
 *
 * @returns the code of a transient error (of an AggregateError that of the first, if all are transient), else undefined
 */
export function transientErrorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(transientErrorCode);
    return codes.includes(undefined) ? undefined : codes[0];
  }
  if (error instanceof AppError)
    return error.kind === 'unavailable' || error.code === 'record.changed' ? error.code : undefined;
  // A failed command throws an error named for the saga, with the AppError as its cause.
  return error instanceof Error && error.cause instanceof AppError
    ? transientErrorCode(error.cause)
    : undefined;
}
