import { SignInError } from './sign-in-error.ts';

/** Where the users of a stage sign in. The values are published as parameters of `identity`. */
export interface UserPool {
  /** `https://cognito-idp.REGION.amazonaws.com` */
  readonly url: string;
  readonly clientId: string;
  readonly fetch?: typeof globalThis.fetch;
}

interface CognitoFailure {
  readonly __type?: string;
  readonly message?: string;
}

/**
 * Calls an operation of Cognito in its JSON protocol. The operations for users need no AWS credentials.
 *
 * @throws SignInError with the error of Cognito
 */
export async function callPool<Answer>(
  { url, fetch = globalThis.fetch }: UserPool,
  operation: string,
  input: object,
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const body = (await response.json().catch(() => ({}))) as object;
  if (response.ok) return body as Answer;
  const { __type: type = `status ${response.status}`, message } = body as CognitoFailure;
  // The type can have a namespace: `com.amazonaws.cognito#NotAuthorizedException`.
  throw new SignInError(type.split('#').at(-1)!, message);
}
