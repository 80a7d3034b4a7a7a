/**
 * How long and how often every client tries. API Gateway gives up after 29 s and our functions after 10: three tries
 * of 2 s each, with their pauses, still leave time to answer. The SDK's own default is to wait for ever.
 */
export const clientDefaults = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
} as const;
