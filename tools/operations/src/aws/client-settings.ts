/** Of every SDK client: where it works, and that it waits longer and longer while AWS throttles. AWS_ENDPOINT_URL is the SDK's own. */
export const clientSettings = (region: string) =>
  ({ region, maxAttempts: 10, retryMode: 'adaptive' }) as const;

/** @returns whether an error of the SDK has one of these names */
export const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
