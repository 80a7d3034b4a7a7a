/** The response of an endpoint, or the reason why there is none. */
export type Answer =
  | { readonly statusCode: number; readonly body: string }
  /**
   * `timeout`, `address-not-allowed`, `url-not-allowed`, `host-unknown`, `connection-refused`, `tls-failed`,
   * `response-invalid`, `connection-failed`
   */
  | { readonly error: string };

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts to customers' endpoints. Returns errors of the endpoint instead of throwing them. */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<Answer>;
}

/** All IP addresses of a host. @throws Error if there are none */
export type ResolveHost = (host: string) => Promise<readonly string[]>;
