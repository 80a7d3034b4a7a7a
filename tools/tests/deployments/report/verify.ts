/**
 * Fails the test unless a condition is true.
 *
 * @param expectation  what is expected, for the message
 * @param actual       what was found instead
 * @throws Error with the expectation and what was found
 */
export function verify(isTrue: boolean, expectation: string, actual?: unknown): asserts isTrue {
  if (isTrue) return;
  // The end of a long output has the cause; the log has all of it.
  const found = typeof actual === 'string' ? actual.slice(-4000) : JSON.stringify(actual, undefined, 2);
  throw new Error(`Expected: ${expectation}.${found ? `\n${found}` : ''}`);
}
