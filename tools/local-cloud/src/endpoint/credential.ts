import type { IncomingHttpHeaders } from 'node:http';
import { formField } from '../contract/form-field.ts';

/** Who signed a request, and for which service. */
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
 * Finds the credential of a request: in the header, in the query of a presigned URL, or in the form of a presigned POST.
 * The signature is not verified; the access key says who calls.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function credentialOf(request: Signed): Credential | undefined {
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
