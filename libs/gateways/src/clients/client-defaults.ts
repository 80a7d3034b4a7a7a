/**
 * Timeouts and retries of all AWS clients. API Gateway times out after 29 s and the functions after 10 s: three attempts
 * of 2 s each, with their backoff, leave time to respond.
 */
export const clientDefaults = { maxAttempts: 3, connectionTimeout: 1_000, requestTimeout: 2_000 } as const;
