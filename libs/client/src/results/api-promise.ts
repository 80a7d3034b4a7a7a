/** A successful response. */
export interface ApiResponse<Data> {
  readonly data: Data;
  readonly status: number;
  /** The version of the record, for `ifMatch` and `ifNoneMatch`. */
  readonly etag: string | undefined;
  /** The path of the created record. */
  readonly location: string | undefined;
  /** Identifies the call in logs, traces and events. */
  readonly correlationId: string;
  readonly headers: Headers;
  /** How often the request was sent. */
  readonly attempts: number;
}

/** The promise of the data of a response. {@link withResponse} returns status and headers too. */
export class ApiPromise<Data> extends Promise<Data> {
  /** `then` and `catch` return ordinary promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  readonly #response: Promise<ApiResponse<Data>>;

  constructor(response: Promise<ApiResponse<Data>>) {
    // The state of this promise is never read: `then` delegates, so a rejection that is handled once is handled.
    super((resolve) => resolve(undefined as Data));
    this.#response = response;
  }

  /** @returns the data together with the status, the headers and what they contain */
  withResponse(): Promise<ApiResponse<Data>> {
    return this.#response;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- a subclass of Promise
  override then<Fulfilled = Data, Rejected = never>(
    onFulfilled?: ((data: Data) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#response.then(({ data }) => data).then(onFulfilled, onRejected);
  }
}
