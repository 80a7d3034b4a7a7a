import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { runningCloud } from '#libs/testing';

const cloud = runningCloud();
const pool = new CognitoIdentityProviderClient(cloud.clientConfig);
const poolIds = async () => ({
  UserPoolId: await cloud.parameter('/tradewind/local/identity/customer-pool-id'),
  ClientId: await cloud.parameter('/tradewind/local/identity/customer-client-id'),
});
const newCredentials = () => ({ email: `${randomUUID()}@tradewind.example`, password: randomUUID() });

/** Credentials of a user whom an administrator created. */
const createUser = async () => {
  const { UserPoolId } = await poolIds();
  const { email, password } = newCredentials();
  const user = { UserPoolId, Username: email };
  const UserAttributes = [{ Name: 'email', Value: email }];
  await pool.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }));
  await pool.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  return { email, password };
};

const toBearer = async ({ email, password }: ReturnType<typeof newCredentials>) => {
  const { ClientId } = await poolIds();
  const { AuthenticationResult } = await pool.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  return { authorization: `Bearer ${AuthenticationResult?.AccessToken}` };
};
const readProfile = async (credentials: ReturnType<typeof newCredentials>) =>
  cloud.call('GET', '/identity/me', { headers: await toBearer(credentials) });

describe('a user who signs up', () => {
  it('is a customer with a profile once the email address is confirmed', async () => {
    const { UserPoolId, ClientId } = await poolIds();
    const { email, password } = newCredentials();
    const signUp = { ClientId, Username: email, Password: password };
    const { UserSub } = await pool.send(
      new SignUpCommand({ ...signUp, UserAttributes: [{ Name: 'email', Value: email }] }),
    );
    const before = await cloud.invocations('identity', 'on-sign-up-confirmed');
    await pool.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: email }));
    expect(await cloud.invocations('identity', 'on-sign-up-confirmed')).toBe(before + 1);

    expect(await readProfile({ email, password })).toMatchObject({
      status: 200,
      body: { customerId: UserSub, email, acceptsMarketing: false },
    });
  });
});

describe('a user whose email address no email can be sent to', () => {
  it('is refused in words, and not created', async () => {
    const { UserPoolId, ClientId } = await poolIds();
    const email = `zoë-${randomUUID()}@tradewind.example`;
    const signUp = { ClientId, Username: email, Password: randomUUID() };
    const request = new SignUpCommand({ ...signUp, UserAttributes: [{ Name: 'email', Value: email }] });
    await expect(pool.send(request)).rejects.toMatchObject({
      name: 'UserLambdaValidationException',
      message: expect.stringContaining('only ASCII characters before the @'),
    });
    const query = new AdminGetUserCommand({ UserPoolId, Username: email });
    await expect(pool.send(query)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });
});

describe('a trigger event without attributes', () => {
  it('fails the check of new users', async () => {
    const FunctionName = 'tradewind-identity-local-on-sign-up';
    const event = { triggerSource: 'PreSignUp_SignUp', request: null };
    const result = await new LambdaClient(cloud.clientConfig).send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    expect(result.FunctionError).toBe('Unhandled');
  });
});

describe('a confirmed user without a profile key', () => {
  it('fails the trigger', async () => {
    const event = {
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      userPoolId: (await poolIds()).UserPoolId,
      request: { userAttributes: { email: newCredentials().email } },
    };
    const FunctionName = 'tradewind-identity-local-on-sign-up-confirmed';
    const result = await new LambdaClient(cloud.clientConfig).send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    expect(result.FunctionError).toBe('Unhandled');
  });
});

describe('a user whom an administrator created', () => {
  it('has a profile from the first request on', async () => {
    const credentials = await createUser();
    expect(await readProfile(credentials)).toMatchObject({ status: 200, body: { email: credentials.email } });
  });

  it('has a profile also when the first request updates it', async () => {
    const credentials = await createUser();
    const name = 'Grace Example';
    const headers = await toBearer(credentials);
    expect(await cloud.call('PATCH', '/identity/me', { headers, body: { name } })).toMatchObject({
      status: 200,
      body: { email: credentials.email, name },
    });
  });
});
