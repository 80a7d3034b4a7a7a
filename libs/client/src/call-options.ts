/** Options of every call. */
export interface CallOptions {
  /** Aborts the call, its retries included. */
  readonly signal?: AbortSignal | undefined;
  /** How long the call may take, retries and waits included. The default is the client's. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Identifies the call in logs, traces and events; by default a random UUID. */
  readonly correlationId?: string | undefined;
  /** The access token of this call, instead of the client's. `null` sends none. */
  readonly token?: string | null | undefined;
  /** More headers. They replace those that the client sets. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface IdempotencyKeyOption {
  /**
   * Makes a repetition of the request safe: the same key and body replay the first response for 24 hours. By default the
   * client creates a random key for each call and keeps it in the retries of that call. Give your own to repeat the
   * request after a restart; it must be unguessable, such as a UUID.
   */
  readonly idempotencyKey?: string | undefined;
}

export interface IfMatchOption {
  /** Changes the record only if it still has this `ETag`; otherwise the call throws the problem `record.changed`. */
  readonly ifMatch?: string | undefined;
}

export interface IfNoneMatchOption {
  /** Returns undefined if the record still has this `ETag`. */
  readonly ifNoneMatch?: string | undefined;
}

export interface SessionTokenOption {
  /** The token that opens a guest's checkout session, if the client did not create the session itself. */
  readonly sessionToken?: string | undefined;
}

export interface WaitOption {
  /** Waits up to this many seconds for the outcome (`Prefer: wait`, RFC 7240). */
  readonly waitSeconds?: number | undefined;
}

/** The options of all operations together, as the client reads them. */
export type AnyCallOptions = CallOptions &
  IdempotencyKeyOption &
  IfMatchOption &
  IfNoneMatchOption &
  SessionTokenOption &
  WaitOption;

/** The result of a GET: with `ifNoneMatch` possibly undefined. */
export type Found<Data, Options> = Options extends { readonly ifNoneMatch: string } ? Data | undefined : Data;
