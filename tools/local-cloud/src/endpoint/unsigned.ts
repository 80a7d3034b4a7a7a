import type { AwsRequest } from '../contract/aws-request.ts';

/**
 * Returns the service of an unsigned call. Cognito accepts its public operations, its token endpoint and its key set
 * unsigned; both accept preflight requests of browsers, and S3 reads of public objects. All other calls must be signed.
 */
export function unsignedSigningName({
  method,
  path,
  headers,
}: Pick<AwsRequest, 'method' | 'path' | 'headers'>): string | undefined {
  if (headers['x-amz-target'] !== undefined)
    return String(headers['x-amz-target']).startsWith('AWSCognitoIdentityProviderService.')
      ? 'cognito-idp'
      : undefined;
  if (/^\/oauth2\/|^\/[^/]+\/\.well-known\//.test(path)) return 'cognito-idp';
  if (method === 'OPTIONS' && asksForTarget(headers)) return 'cognito-idp';
  return method === 'OPTIONS' || (/^(GET|HEAD)$/.test(method) && isObject(path)) ? 's3' : undefined;
}

const isObject = (path: string): boolean => /^\/[a-z0-9.-]{3,63}\/[^?]/.test(path);

/** Of the services with this header, browsers call only Cognito without credentials. */
const asksForTarget = (headers: AwsRequest['headers']): boolean =>
  /(?:^|,)\s*x-amz-target\s*(?:,|$)/i.test(headers['access-control-request-headers']?.toString() ?? '');
