/** The message that starts an invocation in an execution environment. */
export interface Invocation {
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly traceId: string;
  readonly clientContext?: string;
}

export interface Outcome {
  /** JSON text of the result or of the error. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
  readonly heapBytes: number;
  /** What Lambda reports as a failure. An error that the handler throws is none. */
  readonly failure?: EnvironmentFailure;
}

/** A failure of the environment instead of the handler: a crash, an exit, a timeout or an oversized response. */
export interface EnvironmentFailure {
  readonly status: 'error' | 'timeout';
  readonly errorType: string;
  /** `Runtime exited with error: exit status 1`; undefined if the process did not exit. */
  readonly exit?: string;
}

/** An HTTP request to another system, after its end. */
export interface OutboundRequest {
  readonly requestId?: string;
  readonly method: string;
  /** `https://api.example.com` */
  readonly origin: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly status?: number;
  readonly error?: { readonly type: string; readonly message: string };
}

/** A call to the AWS endpoint. */
export interface CallMessage {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What the end of an invocation reports. */
interface Answer {
  readonly heapBytes: number;
  /** The output since the last message. */
  readonly output: string;
}

/** A message of `runtime.mjs` to its parent. */
export type RuntimeMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly text: string }
  | ({ readonly type: 'call' } & CallMessage)
  | { readonly type: 'call-abandoned'; readonly id: number }
  | ({ readonly type: 'outbound-request' } & OutboundRequest)
  | ({ readonly type: 'result'; readonly payload: string } & Answer)
  | ({ readonly type: 'error'; readonly error: RuntimeError } & Answer)
  | { readonly type: 'init-error'; readonly error: RuntimeError; readonly heapBytes: number }
  | { readonly type: 'crash'; readonly error: RuntimeError; readonly exitStatus: number };
