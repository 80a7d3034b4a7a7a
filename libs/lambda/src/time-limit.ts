/** A function came close to its timeout. It has the name of a timeout in AWS, which state machines retry. */
export class TimeLimitReached extends Error {
  override readonly name = 'TimeoutError';

  constructor() {
    super(
      'The function reached its time limit. Find the slow call in the trace, or raise "timeout" in serverless.yml.',
    );
  }
}

/**
 * Middy's settings of every handler: shortly before the function's timeout, the handler fails with an error that says so.
 * https://middy.js.org/docs/intro/early-interrupt
 */
export const timeLimit = {
  timeoutEarlyResponse(): never {
    throw new TimeLimitReached();
  },
};
