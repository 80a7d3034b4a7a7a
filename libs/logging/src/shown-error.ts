import { ErrorFacts } from './error-facts.ts';
import { redactedText } from './redaction.ts';

/**
 * An error as its handler may throw it on: under its name, for sagas choose by that, with message and stack without
 * secrets and personal data, and without cause and fields. Lambda's runtime writes all that an error carries to the log
 * of the function, past our logger, and Step Functions keeps name and message in its history.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export function shownError(thrown: unknown): Error {
  const { name, message, stack } = new ErrorFacts(asError(thrown));
  const shown = new Error(redactedText(message));
  shown.name = name;
  shown.stack = redactedText(stack ?? `${name}: ${message}`);
  return shown;
}

/** What was thrown, as an error. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
