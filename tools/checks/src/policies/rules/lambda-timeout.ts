import type { Resource } from '../../../../workspace/src/templates/template.ts';

// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
const DEFAULT_TIMEOUT_SECONDS = 3;

/** @returns the timeout of a function in seconds */
export const lambdaTimeoutSeconds = ({ Properties }: Resource): number =>
  Number(Properties?.['Timeout'] ?? DEFAULT_TIMEOUT_SECONDS);
