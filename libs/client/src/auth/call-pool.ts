import { requestJson, type TokenRequestOptions } from './request-json.ts';
import { SignInError } from './sign-in-error.ts';

/** Where the users of a stage sign in. The values are published as parameters of `identity`. */
export interface UserPool extends TokenRequestOptions {
  /** `https://cognito-idp.REGION.amazonaws.com` */
  readonly url: string;
  readonly clientId: string;
}

interface CognitoFailure {
  readonly __type?: string;
  readonly message?: string;
}

/**
 * Calls an operation of Cognito in its JSON protocol. The operations for users need no AWS credentials.
 *
 * @throws SignInError with the error of Cognito
 * @throws DOMException `TimeoutError` without a response in time
 */
export async function callPool<Answer>(
  { url, ...options }: UserPool,
  operation: string,
  input: object,
): Promise<Answer> {
  const headers = {
    'Content-Type': 'application/x-amz-json-1.1',
    'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
  };
  const { ok, status, body } = await requestJson(url, { headers, body: JSON.stringify(input) }, options);
  if (ok) return body as Answer;
  const { __type: type = `status ${status}`, message } = body as CognitoFailure;
  // The type can have a namespace: `com.amazonaws.cognito#NotAuthorizedException`.
  throw new SignInError(type.split('#').at(-1)!, message);
}
