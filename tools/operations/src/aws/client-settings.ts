/** The settings of every SDK client: the region, and retries for throttling. The SDK itself reads AWS_ENDPOINT_URL. */
export const clientSettings = (region: string) =>
  ({ region, maxAttempts: 10, retryMode: 'adaptive' }) as const;

/** @returns whether an error of the SDK has one of these names */
export const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
