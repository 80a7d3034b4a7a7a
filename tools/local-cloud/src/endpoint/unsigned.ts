import type { AwsRequest } from '../contract/aws-request.ts';

/**
 * Which service an unsigned call is for. Cognito takes its public operations unsigned, and serves its keys and its token
 * endpoint to anybody; browsers ask S3 before they upload, and get what a bucket's policy shows to the public. All others
 * must be signed.
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
