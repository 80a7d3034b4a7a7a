import type { AwsRequest } from '../contract/aws-request.ts';

/**
 * Returns the service of an unsigned call. Cognito accepts its public operations, its token endpoint and its key set
 * unsigned; S3 accepts preflight requests and reads of public objects. All other calls must be signed.
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
  return method === 'OPTIONS' || (/^(GET|HEAD)$/.test(method) && isObject(path)) ? 's3' : undefined;
}

const isObject = (path: string): boolean => /^\/[a-z0-9.-]{3,63}\/[^?]/.test(path);
