/** What the function answered, or the error object that Lambda makes of its failure. */
export interface InvocationResult {
  /** JSON text: the handler's return value, or `{errorType, errorMessage, trace}`. */
  readonly payload: string;
  /** `Unhandled` where the handler failed; what `X-Amz-Function-Error` carries. */
  readonly functionError?: string;
}

export interface InvocationOptions {
  /** JSON text that the handler reads as `context.clientContext`. */
  readonly clientContext?: string;
  /** A trace header such as `Root=1-…`; without one the invocation starts a trace of its own. */
  readonly correlation?: string;
}

/** Calls functions inside the local cloud, without the way over the AWS endpoint. */
export interface FunctionInvoker {
  /**
   * Waits for the answer of a function, named by its name or any form of its ARN.
   * Throws an Error named `ResourceNotFoundException` for an unknown function, and one named
   * `TooManyRequestsException` where its reserved concurrency is used up.
   */
  invoke(functionArnOrName: string, event: unknown, options?: InvocationOptions): Promise<InvocationResult>;
  /** Queues the event (invocation type `Event`): retries and destinations follow the function's EventInvokeConfig. */
  invokeAsync(functionArnOrName: string, event: unknown, options?: InvocationOptions): Promise<void>;
}
