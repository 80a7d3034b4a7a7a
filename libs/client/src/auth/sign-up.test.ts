import { expect, it } from '@jest/globals';
import { fakeServer, json } from '../testing/fake-server.ts';
import { confirmSignUp, signUp } from './sign-up.ts';

const ada = { email: 'ada@example.com', password: 'correct horse battery' };

it('creates an account and confirms it with the emailed code', async () => {
  const { runtime, requests } = fakeServer(() => json({}));
  const pool = { url: 'https://pool.example', clientId: 'app', fetch: runtime.fetch };
  await signUp(pool, ada);
  await confirmSignUp(pool, { email: ada.email, code: '123456' });
  expect(requests.map(({ headers, body }) => [headers.get('X-Amz-Target'), JSON.parse(body!)])).toEqual([
    [
      'AWSCognitoIdentityProviderService.SignUp',
      {
        ClientId: 'app',
        Username: ada.email,
        Password: ada.password,
        UserAttributes: [{ Name: 'email', Value: ada.email }],
      },
    ],
    [
      'AWSCognitoIdentityProviderService.ConfirmSignUp',
      { ClientId: 'app', Username: ada.email, ConfirmationCode: '123456' },
    ],
  ]);
});

it('throws the error of the pool', async () => {
  const { runtime } = fakeServer(() =>
    Response.json({ __type: 'UsernameExistsException', message: 'User already exists' }, { status: 400 }),
  );
  const pool = { url: 'https://pool.example', clientId: 'app', fetch: runtime.fetch };
  await expect(signUp(pool, ada)).rejects.toMatchObject({ code: 'UsernameExistsException' });
});
