import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { runningCloud } from '#libs/testing';
import { cognitoUserRepository } from '../src/gateways/cognito-user-repository.ts';
import { inMemoryUserRepository } from './in-memory-user-repository.ts';

const createInCognito = async (email: string) => {
  const cloud = runningCloud();
  const client = new CognitoIdentityProviderClient(cloud.clientConfig);
  const UserPoolId = await cloud.parameter('/tradewind/local/identity/customer-pool-id');
  const { User } = await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      UserAttributes: [{ Name: 'email', Value: email }],
      MessageAction: 'SUPPRESS',
    }),
  );
  const customerId = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  return { users: cognitoUserRepository(UserPoolId, client), customerId };
};

const createInMemory = async (email: string) => {
  const customerId = randomUUID();
  const users = inMemoryUserRepository({ [customerId]: email });
  return { users, customerId };
};

describe.each([
  ['in Cognito', createInCognito],
  ['in memory', createInMemory],
])('the user repository %s', (_, create) => {
  const email = () => `${randomUUID()}@tradewind.example`;

  it('finds the email address of a user by sub, and none of an unknown user', async () => {
    const address = email();
    const { users, customerId } = await create(address);
    expect(await users.findEmail(customerId)).toBe(address);
    expect(await users.findEmail(randomUUID())).toBeUndefined();
  });
});
