/** A pool waits 5 s for its trigger: two tries of 1 s at the pool, and then two at the table. */
export const triggerBounds = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true },
} as const;
