import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from './principal.ts';

/** One call to the AWS endpoint, read whole. */
export interface AwsRequest {
  /** From the credential scope: `sqs`. */
  readonly signingName: string;
  /** The operation where the protocol names it in a header (`X-Amz-Target`): `SendMessage`. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly principal: Principal;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
