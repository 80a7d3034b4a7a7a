import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { runningCloud } from '#libs/testing';
import { cognitoUserRepository } from '../src/gateways/cognito-user-repository.ts';
import { inMemoryUserRepository } from './in-memory-user-repository.ts';

const createInCognito = async (email: string) => {
  const cloud = runningCloud();
  const client = new CognitoIdentityProviderClient(cloud.clientConfig);
  const UserPoolId = await cloud.parameter('/tradewind/local/identity/user-pool-id');
  const { User } = await client.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      UserAttributes: [{ Name: 'email', Value: email }],
      MessageAction: 'SUPPRESS',
    }),
  );
  const customerId = User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  const findGroups = async () => {
    const query = new AdminListGroupsForUserCommand({ UserPoolId, Username: customerId });
    return ((await client.send(query)).Groups ?? []).map(({ GroupName }) => GroupName);
  };
  return { users: cognitoUserRepository(UserPoolId, client), customerId, findGroups };
};

const createInMemory = async (email: string) => {
  const customerId = randomUUID();
  const users = inMemoryUserRepository({ [customerId]: email });
  return { users, customerId, findGroups: () => users.findGroups(customerId) };
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

  it('adds a user to a group once', async () => {
    const { users, customerId, findGroups } = await create(email());
    await users.addToGroup(customerId, 'customer');
    await users.addToGroup(customerId, 'customer');
    expect(await findGroups()).toEqual(['customer']);
  });
});
