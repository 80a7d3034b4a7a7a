import type { IncomingHttpHeaders } from 'node:http';
import { formField } from '../contract/form-field.ts';

/** The access key that signed a request, and the service it was signed for. */
export interface Credential {
  readonly accessKeyId: string;
  readonly signingName: string;
}

interface Signed {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: Buffer;
}

/**
 * Reads the credential of a request from the header, the query of a presigned URL or the form of a presigned POST.
 * The signature is not verified; the access key identifies the caller.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readCredential(request: Signed): Credential | undefined {
  const fromHeader = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  return parseScope(fromHeader ?? fromQuery(request.path) ?? formField(request, 'X-Amz-Credential'));
}

const fromQuery = (path: string): string | undefined =>
  path.includes('X-Amz-Credential=')
    ? (new URL(path, 'http://endpoint').searchParams.get('X-Amz-Credential') ?? undefined)
    : undefined;

/** `KEY/20300101/us-east-1/sqs/aws4_request` */
function parseScope(scope: string | undefined): Credential | undefined {
  const [accessKeyId, , , signingName] = scope?.split('/') ?? [];
  return accessKeyId && signingName ? { accessKeyId, signingName } : undefined;
}
