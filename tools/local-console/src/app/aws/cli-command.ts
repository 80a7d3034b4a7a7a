/** A call of AWS as the page makes it: names and input of the SDK. */
export interface AwsCall {
  /** As in `POST /api/aws/{service}/{operation}`: `sqs`. */
  readonly service: string;
  /** `SendMessage` */
  readonly operation: string;
  readonly input: object;
}

// The CLI names two services differently than their endpoints.
const cliServices: Readonly<Record<string, string>> = {
  'cloudwatch-logs': 'logs',
  s3: 's3api',
};

/**
 * Writes a call as a command of the AWS CLI for POSIX shells. The input is the JSON that `--cli-input-json` accepts; bytes
 * are base64, as in version 2 of the CLI.
 */
export function toCliCommand({ service, operation, input }: AwsCall, endpointUrl: string): string {
  const name = cliServices[service] ?? service;
  const json = JSON.stringify(input, (_name, value: unknown) => toBase64(value));
  const parts = ['aws', name, toCommandName(operation)];
  if (json !== '{}') parts.push('--cli-input-json', quote(json));
  return [...parts, '--endpoint-url', endpointUrl].join(' ');
}

/** The name of an operation in the CLI: `ListObjectsV2` is `list-objects-v2`, `GetUserPoolMfaConfig` `get-user-pool-mfa-config`. */
export const toCommandName = (operation: string): string =>
  operation
    .replaceAll(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

function toBase64(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return value;
  return '$bytes' in value ? value.$bytes : value;
}

/** A word of a POSIX shell. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
