/** The user pool rejected a sign-in. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  /** The error of Cognito, such as `NotAuthorizedException`, or of OAuth 2.0, such as `invalid_client`. */
  readonly code: string;

  constructor(code: string, detail?: string) {
    super(detail ?? `The sign-in was rejected: ${code}.`);
    this.code = code;
  }
}
