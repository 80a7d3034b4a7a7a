/** The parts of an HTTP request that rules of a web ACL inspect. */
export interface InspectedRequest {
  readonly method: string;
  /** As sent, with the base path and without the query. */
  readonly path: string;
  readonly query: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The IP address of the caller. */
  readonly address: string;
}

/** A request that a web ACL blocks. */
export interface BlockedRequest {
  /** The response of the rule, if it has one. The protected service responds with its own otherwise. */
  readonly customResponse?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** Protects resources, such as the stages of APIs, with web ACLs. */
export interface WebFirewall {
  /** @returns the block, or undefined if the web ACL of the resource allows the request or the resource has none */
  inspect(resourceArn: string, request: InspectedRequest): BlockedRequest | undefined;
}
