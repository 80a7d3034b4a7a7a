/** What became of one request. */
export type Answer =
  | { readonly statusCode: number; readonly body: string }
  /** `timeout`, `address-not-allowed`, `host-unknown`, `connection-refused`, `tls-failed`, `connection-failed` */
  | { readonly error: string };

export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts to customers' endpoints. Never throws for what an endpoint does. */
export interface WebhookSender {
  send(request: WebhookRequest): Promise<Answer>;
}

/** The addresses of a host, all of them. @throws Error when it has none */
export type ResolveHost = (host: string) => Promise<readonly string[]>;
