/** The metadata of a call, as the SDK reports it. */
export interface CallMetadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string | undefined;
  readonly attempts: number;
  readonly totalRetryDelay: number;
}

/**
 * An error response of an AWS service with the fields of the SDK's `ServiceException`: its code is its `name`, and fields
 * of the response, such as `CancellationReasons`, are properties.
 */
export class AwsError extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: CallMetadata;
  readonly $retryable?: object;

  constructor(
    { name, message, fields = {} }: ErrorResponse,
    { status, requestId }: { readonly status: number; readonly requestId: string | undefined },
  ) {
    super(message);
    Object.assign(this, fields);
    this.name = name;
    this.$fault = status < 500 ? 'client' : 'server';
    this.$metadata = { httpStatusCode: status, requestId, attempts: 1, totalRetryDelay: 0 };
    if (name === 'ReplicatedWriteConflictException') this.$retryable = {};
  }
}

/** The parsed body of an error response. */
export interface ErrorResponse {
  readonly name: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/**
 * Whether an error is one of these errors of AWS, from this client or from the SDK.
 *
 * @param names  codes such as `ConditionalCheckFailedException`
 */
export const isAwsError = (error: unknown, ...names: readonly string[]): error is Error =>
  Error.isError(error) && names.includes(error.name);
