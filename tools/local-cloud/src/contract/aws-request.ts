import type { IncomingHttpHeaders } from 'node:http';
import type { Attributes } from './activity.ts';
import type { CallInput } from './api-calls/call-input.ts';
import type { Principal } from './principal.ts';

/** A call to the AWS endpoint with its whole body. */
export interface AwsRequest {
  /** From the credential scope: `sqs`. */
  readonly signingName: string;
  /** The operation in `X-Amz-Target`, if the protocol has that header: `SendMessage`. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly principal: Principal;
  /** See `parseCallInput`; the endpoint parses each body once. */
  readonly input?: CallInput;
  /** The trace header of the call, for everything that it causes. */
  readonly trace?: string;
}

/** A call as it arrives, before its caller is known. */
export type ReceivedCall = Pick<AwsRequest, 'method' | 'path' | 'headers' | 'body'>;

/**
 * Answers a call to the AWS endpoint.
 *
 * @param disconnected resolves when the caller no longer waits
 * @throws Error if the connection of the caller ends without an answer
 */
export type CallEndpoint = (call: ReceivedCall, disconnected: Promise<void>) => Promise<AwsResponse>;

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** What the recorder learns about the call, such as its consumed capacity; not sent to the caller. */
  readonly attributes?: Attributes;
}
