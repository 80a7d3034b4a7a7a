/** A request that can be sent any number of times: nothing in it changes from attempt to attempt but the access token. */
export interface ApiRequest {
  readonly method: string;
  /** Of the operation, with the parameters filled in: `/orders/ord_…`. */
  readonly path: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly correlationId: string;
  readonly idempotencyKey: string | undefined;
  /** The token of this call, or null if it sends none; undefined to ask the client's token provider. */
  readonly token: string | null | undefined;
}
