import { lambdaFailure } from './lambda-failure.ts';

/**
 * Finds the errors that are in the log twice: a handler logs an error with its context and throws it, and then Lambda's
 * runtime logs it again.
 * @returns a function that takes every line, and returns whether it repeats an error that the function has logged
 */
export function loggedErrors(): (functionName: string, line: string) => boolean {
  const lastRequest = new Map<string, string>();
  return (functionName, line) => {
    const requestId = requestWithError(line);
    if (requestId !== undefined) lastRequest.set(functionName, requestId);
    const failure = lambdaFailure(line);
    return failure?.isThrown === true && lastRequest.get(functionName) === failure.requestId;
  };
}

/** The request of a line that the logger of a handler wrote about an error. */
function requestWithError(line: string): string | undefined {
  if (!line.startsWith('{') || !line.includes('"level":"ERROR"')) return undefined;
  try {
    const { event, error, requestId } = JSON.parse(line) as Record<string, unknown>;
    return event !== undefined && error !== undefined ? String(requestId) : undefined;
  } catch {
    return undefined;
  }
}
