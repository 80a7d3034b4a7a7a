import { randomBytes } from 'node:crypto';
import { CognitoError } from 'cognito-local/lib/errors.js';

/** A sign-in that has not finished: the password was right, and the user must respond to a challenge. */
export interface AuthSession {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly challenge: Challenge;
  /** The secret of the authenticator app that the user sets up. */
  readonly secret?: string;
  /** Whether the user proved that the app has the secret. */
  readonly isAppVerified?: boolean;
}

/** The challenges of a sign-in with a password. */
export type Challenge = 'NEW_PASSWORD_REQUIRED' | 'MFA_SETUP' | 'SOFTWARE_TOKEN_MFA';

export interface AuthSessions {
  /** @param minutes  the `AuthSessionValidity` of the client. @returns the `Session` that the next call passes */
  open(session: AuthSession, minutes: number): string;
  /**
   * Returns the session without ending it: a wrong code can be corrected, a few times.
   * @throws CognitoError NotAuthorizedException for an unknown, used or expired session
   */
  find(token: unknown): AuthSession;
  /** Ends a session, because each step continues with a new one. */
  end(token: unknown): void;
}

// Guessing a code of six digits must not be possible within one session.
const MAX_USES = 5;

/** Keeps the sessions in memory: as on AWS, a sign-in that takes more than some minutes starts again. */
export function createAuthSessions(now: () => number = Date.now): AuthSessions {
  const sessions = new Map<string, { session: AuthSession; expiresAt: number; uses: number }>();
  return {
    open(session, minutes) {
      const token = randomBytes(48).toString('base64url');
      for (const [known, { expiresAt }] of sessions) if (expiresAt <= now()) sessions.delete(known);
      sessions.set(token, { session, expiresAt: now() + minutes * 60_000, uses: 0 });
      return token;
    },
    find(token) {
      const found = sessions.get(String(token));
      if (!found || found.expiresAt <= now() || ++found.uses > MAX_USES)
        throw new CognitoError('NotAuthorizedException', 'Invalid session for the user, session is expired.');
      return found.session;
    },
    end: (token) => void sessions.delete(String(token)),
  };
}
