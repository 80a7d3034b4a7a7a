import { describe, expect, it } from '@jest/globals';
import { scriptedServer } from '#libs/testing';
import { clientCredentials } from './client-credentials.ts';
import { resumeUserSession, signIn } from './sign-in.ts';
import { confirmSignUp, signUp } from './sign-up.ts';

const timeoutMilliseconds = 50;
const email = 'ada@example.com';
const password = 'correct horse battery';

const requests: Readonly<Record<string, (url: string) => Promise<unknown>>> = {
  clientCredentials: (tokenUrl) =>
    clientCredentials({ tokenUrl, clientId: 'id', clientSecret: 'secret', timeoutMilliseconds }).getToken({
      refresh: false,
    }),
  signIn: (url) => signIn({ url, clientId: 'app', timeoutMilliseconds }, { email, password }),
  resumeUserSession: (url) =>
    resumeUserSession({ url, clientId: 'app', timeoutMilliseconds }, 'refresh-1').getToken({
      refresh: false,
    }),
  signOut: (url) => resumeUserSession({ url, clientId: 'app', timeoutMilliseconds }, 'refresh-1').signOut(),
  signUp: (url) => signUp({ url, clientId: 'app', timeoutMilliseconds }, { email, password }),
  confirmSignUp: (url) => confirmSignUp({ url, clientId: 'app', timeoutMilliseconds }, { email, code: '1' }),
};

describe.each(Object.entries(requests))('%s', (_name, request) => {
  it.each(['silent', 'stalled'] as const)('ends at its deadline when the server is %s', async (behavior) => {
    await using server = await scriptedServer(behavior);
    await expect(request(server.url)).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
