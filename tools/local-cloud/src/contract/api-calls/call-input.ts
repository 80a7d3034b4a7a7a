import type { IncomingHttpHeaders } from 'node:http';

/** The body of a JSON protocol, or the form of the query protocol. */
export type CallInput = Readonly<Record<string, unknown>>;

interface Body {
  readonly signingName: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Parses the body of an API call. @returns an empty object for S3, for the event of a function, and for invalid JSON */
export function parseCallInput({ headers, body, signingName }: Body): CallInput {
  if (signingName === 's3' || body.length === 0) return {};
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body.toString()));
  // The body is the event of the function, which IAM does not evaluate.
  if (signingName === 'lambda') return {};
  try {
    return JSON.parse(body.toString()) as CallInput;
  } catch {
    return {};
  }
}
