import { redactText } from '#libs/redaction';
import { SerializedError } from './serialized-error.ts';

/**
 * Returns a copy of an error that a handler may throw: with the same name, which sagas match, with redacted message and
 * stack, and without cause and other properties. Lambda's runtime writes all properties of a thrown error to the log,
 * bypassing our logger, and Step Functions stores name and message in its history.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function sanitizeError(thrown: unknown): Error {
  const { name, message, stack } = new SerializedError(toError(thrown));
  const sanitized = new Error(redactText(message));
  sanitized.name = name;
  sanitized.stack = redactText(stack ?? `${name}: ${message}`);
  return sanitized;
}

/** Converts a thrown value to an error. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
