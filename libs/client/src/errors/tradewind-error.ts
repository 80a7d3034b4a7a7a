/** What is known about a call that failed. */
export interface FailedCall {
  readonly method: string;
  readonly path: string;
  /** Identifies the call in logs, traces and events. */
  readonly correlationId: string;
  /** The key that the request had. Repeat the call with it to find out whether the request took effect. */
  readonly idempotencyKey: string | undefined;
  /** How often the request was sent. */
  readonly attempts: number;
}

/** The class of all errors that calls throw, apart from the reason of an aborted signal. */
export class TradewindError extends Error {
  override readonly name: string = 'TradewindError';
  readonly call: FailedCall;

  constructor(message: string, call: FailedCall, options?: ErrorOptions) {
    super(`${call.method} ${call.path}: ${message}`, options);
    this.call = call;
  }

  get correlationId(): string {
    return this.call.correlationId;
  }

  get idempotencyKey(): string | undefined {
    return this.call.idempotencyKey;
  }
}

/** No response arrived: the network failed, or the time was up. The request may have taken effect. */
export class TradewindConnectionError extends TradewindError {
  override readonly name = 'TradewindConnectionError';
}
