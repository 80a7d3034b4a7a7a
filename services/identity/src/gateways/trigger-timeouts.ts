/** A user pool waits 5 s for its trigger: two tries of 1 s each leave time for a cold start. */
export const triggerTimeouts = {
  maxAttempts: 2,
  connectionTimeout: 500,
  requestTimeout: 1_000,
} as const;
