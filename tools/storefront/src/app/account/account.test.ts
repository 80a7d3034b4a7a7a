import { describe, expect, it } from '@jest/globals';
import { createAccount, type KeptValues } from './account.ts';

const ada = { email: 'ada@example.com', password: 'correct horse battery' };

function keptValues(): KeptValues & { readonly size: () => number } {
  const values = new Map<string, string>();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
    size: () => values.size,
  };
}

/** A user pool whose refresh tokens can be revoked. */
function userPool() {
  let isRevoked = false;
  const refuse = (type: string) => Response.json({ __type: type, message: type }, { status: 400 });
  const answer = (operation: string, input: { AuthFlow?: string; ConfirmationCode?: string }): Response => {
    if (operation === 'RevokeToken') isRevoked = true;
    if (operation === 'ConfirmSignUp' && input.ConfirmationCode !== '123456')
      return refuse('CodeMismatchException');
    if (operation !== 'InitiateAuth') return Response.json({});
    if (input.AuthFlow === 'REFRESH_TOKEN_AUTH')
      return isRevoked
        ? refuse('NotAuthorizedException')
        : Response.json({ AuthenticationResult: { AccessToken: 'access-2' } });
    return Response.json({ AuthenticationResult: { AccessToken: 'access-1', RefreshToken: 'refresh-1' } });
  };
  const fetch = (async (_url: string, { headers, body }: { headers: Record<string, string>; body: string }) =>
    answer(headers['X-Amz-Target']!.split('.')[1]!, JSON.parse(body))) as unknown as typeof globalThis.fetch;
  return { pool: { url: 'https://pool.example', clientId: 'app', fetch }, revoke: () => (isRevoked = true) };
}

const token = ({ auth }: ReturnType<typeof createAccount>) => auth.getToken({ refresh: false });

describe('createAccount', () => {
  it('has no token for guests', async () => {
    const account = createAccount(userPool().pool, keptValues());
    expect([await token(account), account.email()]).toEqual([undefined, undefined]);
  });

  it('keeps the customer signed in after a reload', async () => {
    const { pool } = userPool();
    const kept = keptValues();
    await createAccount(pool, kept).signIn(ada);
    const reloaded = createAccount(pool, kept);
    expect([await token(reloaded), reloaded.email()]).toEqual(['access-2', ada.email]);
  });

  it('continues as a guest when the session was revoked', async () => {
    const { pool, revoke } = userPool();
    const kept = keptValues();
    await createAccount(pool, kept).signIn(ada);
    revoke();
    const reloaded = createAccount(pool, kept);
    let changes = 0;
    reloaded.subscribe(() => changes++);
    expect([await token(reloaded), reloaded.email(), changes, kept.size()]).toEqual([
      undefined,
      undefined,
      1,
      0,
    ]);
  });

  it('signs in after the new account was confirmed', async () => {
    const account = createAccount(userPool().pool, keptValues());
    await account.signUp(ada);
    await expect(account.confirmSignUp(ada, '000000')).rejects.toMatchObject({
      code: 'CodeMismatchException',
    });
    expect(account.email()).toBeUndefined();
    await account.confirmSignUp(ada, '123456');
    expect(account.email()).toBe(ada.email);
  });

  it('forgets everything on sign-out', async () => {
    const kept = keptValues();
    const account = createAccount(userPool().pool, kept);
    await account.signIn(ada);
    await account.signOut();
    expect([await token(account), kept.size()]).toEqual([undefined, 0]);
  });
});
