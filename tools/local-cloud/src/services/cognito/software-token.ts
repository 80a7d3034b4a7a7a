import { CognitoError } from 'cognito-local/lib/errors.js';
import { generateSecret, verify } from 'cognito-local/lib/services/totp.js';
import type { SignInDependencies } from './next-step.ts';

interface SessionInput {
  readonly Session?: string;
  readonly UserCode?: string;
  readonly FriendlyDeviceName?: string;
}

// A session of this step lives as long as the default of a client.
const SESSION_MINUTES = 3;

/** Whether a code of six digits is the current one of the secret (RFC 6238); the clocks may differ by 30 seconds. */
export const isCodeOf = (secret: string | undefined, code: string | undefined): boolean =>
  secret !== undefined && code !== undefined && verify(secret, code);

/**
 * Sets up an authenticator app during a sign-in, with a `Session` of the challenge MFA_SETUP; cognito-local supports it only
 * with an access token. The user is changed only when the app has shown a right code.
 */
export function createSoftwareTokenSetup({
  pools,
  context,
  sessions,
}: Pick<SignInDependencies, 'pools' | 'context' | 'sessions'>) {
  function findSetup(token: string | undefined) {
    const session = sessions.find(token);
    if (session.challenge !== 'MFA_SETUP')
      throw new CognitoError('NotAuthorizedException', 'Invalid session for the user.');
    return session;
  }

  async function associate({ Session: token }: SessionInput): Promise<object> {
    const session = findSetup(token);
    const secret = generateSecret();
    sessions.end(token);
    return { SecretCode: secret, Session: sessions.open({ ...session, secret }, SESSION_MINUTES) };
  }

  async function verifyToken(input: SessionInput): Promise<object> {
    const { Session: token, UserCode: code, FriendlyDeviceName: device } = input;
    const { secret, ...session } = findSetup(token);
    if (!isCodeOf(secret, code)) throw new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch');
    const pool = await pools.getUserPool(context, session.userPoolId);
    const user = await pool.getUserByUsername(context, session.username);
    if (!user) throw new CognitoError('UserNotFoundException', 'User does not exist.');
    await pool.saveUser(context, {
      ...user,
      SoftwareTokenMfaConfiguration: {
        Secret: secret!,
        Verified: true,
        ...(device !== undefined && { FriendlyDeviceName: device }),
      },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
    });
    sessions.end(token);
    return {
      Status: 'SUCCESS',
      Session: sessions.open({ ...session, isAppVerified: true }, SESSION_MINUTES),
    };
  }

  return { associate, verify: verifyToken };
}
