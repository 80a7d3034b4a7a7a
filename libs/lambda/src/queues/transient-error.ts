import { AppError } from '#libs/errors';

/**
 * Tells what was foreseen and passes by itself, such as an event that overtook another or two writers that met, from
 * what nobody expected. The message comes again; should it not pass, the alarms of the queue's age and of its
 * dead-letter queue ring.
 *
 * @returns the code of an error that passes, or of the first of several; undefined where one does not
 */
export function transientErrorCode(error: unknown): string | undefined {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(transientErrorCode);
    return codes.includes(undefined) ? undefined : codes[0];
  }
  if (error instanceof AppError)
    return error.kind === 'unavailable' || error.code === 'record.changed' ? error.code : undefined;
  // A command's failure is named for the saga, and holds what caused it.
  return error instanceof Error && error.cause instanceof AppError
    ? transientErrorCode(error.cause)
    : undefined;
}
