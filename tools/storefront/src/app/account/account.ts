import {
  confirmSignUp,
  resumeUserSession,
  signIn,
  SignInError,
  signUp,
  type TokenProvider,
  type UserPool,
  type UserSession,
} from '#libs/client';

/** The part of `localStorage` that the shop uses. */
export type KeptValues = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The account of the signed-in customer, if there is one. It survives a reload of the page. */
export interface Account {
  /** The tokens for the client: none for guests. */
  readonly auth: TokenProvider;
  /** The email address of the customer; undefined for guests. */
  readonly email: () => string | undefined;
  /** @throws SignInError */
  signIn(credentials: Credentials): Promise<void>;
  /** Creates an account. The pool emails a code. @throws SignInError */
  signUp(credentials: Credentials): Promise<void>;
  /** Confirms the new account, and signs in. @throws SignInError */
  confirmSignUp(credentials: Credentials, code: string): Promise<void>;
  signOut(): Promise<void>;
  /** Calls the listener when a customer signs in or out. @returns a function that ends it */
  subscribe(listener: () => void): () => void;
}

const REFRESH_TOKEN = 'tradewind-shop-refresh-token';
const EMAIL = 'tradewind-shop-email';

export function createAccount(pool: UserPool, kept: KeptValues): Account {
  const listeners = new Set<() => void>();
  const refreshToken = kept.getItem(REFRESH_TOKEN);
  let session: UserSession | undefined =
    refreshToken === null ? undefined : resumeUserSession(pool, refreshToken);

  function begin(started: UserSession, email: string): void {
    session = started;
    kept.setItem(REFRESH_TOKEN, started.refreshToken);
    kept.setItem(EMAIL, email);
    for (const listener of listeners) listener();
  }

  function forget(): void {
    session = undefined;
    kept.removeItem(REFRESH_TOKEN);
    kept.removeItem(EMAIL);
    for (const listener of listeners) listener();
  }

  const start = async ({ email, password }: Credentials) =>
    begin(await signIn(pool, { email, password }), email);

  return {
    auth: {
      canRefresh: true,
      async getToken(options) {
        try {
          return await session?.getToken(options);
        } catch (error) {
          // The session expired or was revoked: the customer continues as a guest.
          if (!(error instanceof SignInError)) throw error;
          forget();
          return undefined;
        }
      },
    },
    email: () => (session && kept.getItem(EMAIL)) ?? undefined,
    signIn: start,
    signUp: (credentials) => signUp(pool, credentials),
    async confirmSignUp(credentials, code) {
      await confirmSignUp(pool, { email: credentials.email, code });
      await start(credentials);
    },
    async signOut() {
      const ended = session;
      forget();
      // Without the pool the token stays valid until it expires; the page has forgotten it.
      await ended?.signOut().catch(() => undefined);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
