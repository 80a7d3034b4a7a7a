import { SerializedError } from './serialized-error.ts';
import { redactText } from './redaction.ts';

/**
 * An error as its handler may throw it on: under its name, for sagas choose by that, with message and stack without
 * secrets and personal data, and without cause and fields. Lambda's runtime writes all that an error carries to the log
 * of the function, past our logger, and Step Functions keeps name and message in its history.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function sanitizeError(thrown: unknown): Error {
  const { name, message, stack } = new SerializedError(toError(thrown));
  const shown = new Error(redactText(message));
  shown.name = name;
  shown.stack = redactText(stack ?? `${name}: ${message}`);
  return shown;
}

/** What was thrown, as an error. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
