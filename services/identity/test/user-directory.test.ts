import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  AdminCreateUserCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { runningCloud } from '#libs/testing';
import { cognitoUserDirectory } from '../src/gateways/cognito-user-directory.ts';
import { inMemoryUserDirectory } from './in-memory-user-directory.ts';

const inCognito = async (email: string) => {
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
  const groupsOf = async () => {
    const query = new AdminListGroupsForUserCommand({ UserPoolId, Username: customerId });
    return ((await client.send(query)).Groups ?? []).map(({ GroupName }) => GroupName);
  };
  return { directory: cognitoUserDirectory(UserPoolId, client), customerId, groupsOf };
};

const inMemory = async (email: string) => {
  const customerId = randomUUID();
  const directory = inMemoryUserDirectory({ [customerId]: email });
  return { directory, customerId, groupsOf: () => directory.groupsOf(customerId) };
};

describe.each([
  ['in Cognito', inCognito],
  ['in memory', inMemory],
])('a user directory %s', (_, open) => {
  const email = () => `${randomUUID()}@tradewind.example`;

  it('knows the e-mail address of a user by their sub, and none of anybody else', async () => {
    const address = email();
    const { directory, customerId } = await open(address);
    expect(await directory.emailOf(customerId)).toBe(address);
    expect(await directory.emailOf(randomUUID())).toBeUndefined();
  });

  it('adds a user to a group once', async () => {
    const { directory, customerId, groupsOf } = await open(email());
    await directory.addToGroup(customerId, 'customer');
    await directory.addToGroup(customerId, 'customer');
    expect(await groupsOf()).toEqual(['customer']);
  });
});
