/** Provides the access tokens of a client. */
export interface TokenProvider {
  /** Whether a new token can be requested after the API rejected one. */
  readonly canRefresh: boolean;
  /**
   * @param options.refresh  whether the API rejected the last token, so that the provider must get another
   * @returns undefined if no user is signed in
   */
  getToken(options: { readonly refresh: boolean }): Promise<string | undefined>;
}

/** An access token and when it expires. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A token that never changes, such as one of a script. */
export const staticToken = (token: string): TokenProvider => ({
  canRefresh: false,
  getToken: async () => token,
});
