import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
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
  UserPoolId: await cloud.parameter('/tradewind/local/identity/user-pool-id'),
  ClientId: await cloud.parameter('/tradewind/local/identity/user-pool-client-id'),
});
const newcomer = () => ({ email: `${randomUUID()}@tradewind.example`, password: randomUUID() });

/** Of somebody whom an administrator created. */
const created = async () => {
  const { UserPoolId } = await poolIds();
  const { email, password } = newcomer();
  const who = { UserPoolId, Username: email };
  const UserAttributes = [{ Name: 'email', Value: email }];
  await pool.send(new AdminCreateUserCommand({ ...who, UserAttributes, MessageAction: 'SUPPRESS' }));
  await pool.send(new AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: true }));
  return { email, password };
};

const bearerOf = async ({ email, password }: ReturnType<typeof newcomer>) => {
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
const profileOf = async (who: ReturnType<typeof newcomer>) =>
  cloud.call('GET', '/identity/me', { headers: await bearerOf(who) });

describe('who signs up', () => {
  it('is a customer with a profile once the e-mail address is confirmed', async () => {
    const { UserPoolId, ClientId } = await poolIds();
    const { email, password } = newcomer();
    const signUp = { ClientId, Username: email, Password: password };
    const { UserSub } = await pool.send(
      new SignUpCommand({ ...signUp, UserAttributes: [{ Name: 'email', Value: email }] }),
    );
    const before = await cloud.invocations('identity', 'on-sign-up-confirmed');
    await pool.send(new AdminConfirmSignUpCommand({ UserPoolId, Username: email }));
    expect(await cloud.invocations('identity', 'on-sign-up-confirmed')).toBe(before + 1);

    const query = new AdminListGroupsForUserCommand({ UserPoolId, Username: UserSub });
    const { Groups = [] } = await pool.send(query);
    expect(Groups.map(({ GroupName }) => GroupName)).toEqual(['customer']);
    expect(await profileOf({ email, password })).toMatchObject({
      status: 200,
      body: { customerId: UserSub, email, acceptsMarketing: false },
    });
  });
});

describe('who is confirmed and is not in the pool any more', () => {
  it('is an error of the function, and has no profile', async () => {
    const event = {
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      userPoolId: (await poolIds()).UserPoolId,
      request: { userAttributes: { sub: randomUUID(), email: newcomer().email } },
    };
    const FunctionName = 'tradewind-identity-local-on-sign-up-confirmed';
    const answer = await new LambdaClient(cloud.clientConfig).send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    expect(answer.FunctionError).toBe('Unhandled');
  });
});

describe('whom an administrator creates', () => {
  it('has a profile from the first time they ask for it', async () => {
    const who = await created();
    expect(await profileOf(who)).toMatchObject({ status: 200, body: { email: who.email } });
  });

  it('has one also where the first thing they do is to change it', async () => {
    const who = await created();
    const name = 'Grace Example';
    const headers = await bearerOf(who);
    expect(await cloud.call('PATCH', '/identity/me', { headers, body: { name } })).toMatchObject({
      status: 200,
      body: { email: who.email, name },
    });
  });
});
