/** The response of a function, or the error object that Lambda returns if it fails. */
export interface InvocationResult {
  /** The trace header of the invocation, for what its result causes. */
  readonly trace?: string;
  /** JSON text: the handler's return value, or `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  /** The value of `X-Amz-Function-Error`: `Unhandled` if the handler failed. */
  readonly functionError?: string;
}

export interface InvocationOptions {
  /** JSON text that the handler reads as `context.clientContext`. */
  readonly clientContext?: string;
  /** Trace headers of what caused the invocation; a batch has several causes. Default: a new trace. */
  readonly causes?: readonly (string | undefined)[];
  /** The correlation ids in the event, if the caller knows them. */
  readonly correlationIds?: readonly string[];
  /** What invokes the function: `api`, `queue`, `stream`, `topic`, `schedule`, `state-machine`, `bucket`, `user-pool`, `call`. */
  readonly trigger?: string;
  /** How long the invocation may wait for a free environment. Default: as long as it takes. */
  readonly waitMillis?: number;
  /** Ends the invocation sooner than the timeout of the function. */
  readonly timeoutMillis?: number;
  /** From 1. */
  readonly attempt?: number;
  /** The number of records in the event. */
  readonly batchSize?: number;
}

/** Invokes functions directly, without the AWS endpoint. */
export interface FunctionInvoker {
  /**
   * Invokes a function by its name or ARN and waits for the response.
   * @throws Error named `ResourceNotFoundException` for an unknown function, or `TooManyRequestsException` if its reserved
   * concurrency is used up
   */
  invoke(functionArnOrName: string, event: unknown, options?: InvocationOptions): Promise<InvocationResult>;
  /** Queues the event (invocation type `Event`): retries and destinations follow the function's EventInvokeConfig. */
  invokeAsync(functionArnOrName: string, event: unknown, options?: InvocationOptions): Promise<void>;
}
