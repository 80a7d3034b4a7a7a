/**
 * Middy's settings of every handler: shortly before the function's timeout, the handler fails with an error that says so.
 * https://middy.js.org/docs/intro/early-interrupt
 */
export const timeLimit = {
  timeoutEarlyResponse(): never {
    const error = new Error(
      'The function reached its time limit. Find the slow call in the trace, or raise "timeout" in serverless.yml.',
    );
    error.name = 'TimeoutError';
    throw error;
  },
};
