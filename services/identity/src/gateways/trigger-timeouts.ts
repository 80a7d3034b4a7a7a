/** A user pool waits 5 s for its trigger: two tries of 1 s each for the request to the pool and the one to the table. */
export const triggerTimeouts = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
} as const;
