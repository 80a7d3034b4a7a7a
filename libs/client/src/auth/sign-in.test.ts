import { describe, expect, it } from '@jest/globals';
import { fakeServer, json } from '../testing/fake-server.ts';
import { resumeUserSession, signIn } from './sign-in.ts';

const ada = { email: 'ada@example.com', password: 'correct horse battery' };

/** A user pool that requires a code of users that have one. */
function userPool({ code }: { readonly code?: string } = {}) {
  let issued = 0;
  const tokens = () => ({ AccessToken: `access-${++issued}`, ExpiresIn: 900, RefreshToken: 'refresh-1' });
  const { runtime, requests } = fakeServer(({ headers, body }) => {
    const input = JSON.parse(body!) as {
      readonly AuthFlow?: string;
      readonly AuthParameters?: Readonly<Record<string, string>>;
      readonly ChallengeResponses?: Readonly<Record<string, string>>;
    };
    const operation = headers.get('X-Amz-Target')!.split('.')[1];
    if (operation === 'RevokeToken') return json({});
    if (operation === 'RespondToAuthChallenge')
      return input.ChallengeResponses!['SOFTWARE_TOKEN_MFA_CODE'] === code
        ? json({ AuthenticationResult: tokens() })
        : Response.json({ __type: 'a.b#CodeMismatchException', message: 'Invalid code.' }, { status: 400 });
    if (input.AuthFlow === 'REFRESH_TOKEN_AUTH')
      return json({ AuthenticationResult: { AccessToken: `access-${++issued}`, ExpiresIn: 900 } });
    if (input.AuthParameters!['PASSWORD'] !== ada.password)
      return Response.json({ __type: 'NotAuthorizedException', message: 'Incorrect.' }, { status: 400 });
    return json(
      code === undefined
        ? { AuthenticationResult: tokens() }
        : { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 's' },
    );
  });
  return { pool: { url: 'https://pool.example', clientId: 'app', fetch: runtime.fetch }, requests };
}

describe('signIn', () => {
  it('returns a session with the token, and refreshes it after a rejection', async () => {
    const session = await signIn(userPool().pool, ada);
    expect(await session.getToken({ refresh: false })).toBe('access-1');
    expect(await session.getToken({ refresh: true })).toBe('access-2');
  });

  it('asks for the code of the authenticator app', async () => {
    const { pool } = userPool({ code: '123456' });
    const session = await signIn(pool, { ...ada, authenticatorCode: async () => '123456' });
    expect(await session.getToken({ refresh: false })).toBe('access-1');
    await expect(signIn(pool, { ...ada, authenticatorCode: async () => '1' })).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
    await expect(signIn(pool, ada)).rejects.toMatchObject({ code: 'SOFTWARE_TOKEN_MFA' });
  });

  it('throws the error of the pool', async () => {
    await expect(signIn(userPool().pool, { ...ada, password: 'wrong' })).rejects.toMatchObject({
      code: 'NotAuthorizedException',
      message: 'Incorrect.',
    });
  });

  it('has no token after the sign-out', async () => {
    const { pool, requests } = userPool();
    const session = await signIn(pool, ada);
    await session.signOut();
    expect(await session.getToken({ refresh: false })).toBeUndefined();
    expect(requests.at(-1)!.body).toContain('refresh-1');
  });
});

describe('resumeUserSession', () => {
  it('requests a token with the refresh token', async () => {
    const { pool, requests } = userPool();
    expect(await resumeUserSession(pool, 'refresh-1').getToken({ refresh: false })).toBe('access-1');
    expect(requests).toHaveLength(1);
  });
});
