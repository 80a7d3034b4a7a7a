import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import { triggerBounds } from './trigger-bounds.ts';
import type { UserDirectory } from './user-directory.ts';

const sharedClient = new CognitoIdentityProviderClient(triggerBounds);

/** The directory of a pool whose users sign in by e-mail: its own name for each is their `sub`. */
export const cognitoUserDirectory = (
  userPoolId: string,
  client: CognitoIdentityProviderClient = sharedClient,
): UserDirectory => ({
  async emailOf(customerId) {
    try {
      const query = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: customerId });
      const { UserAttributes = [] } = await client.send(query);
      return UserAttributes.find(({ Name }) => Name === 'email')?.Value;
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  },

  async addToGroup(customerId, group) {
    await client.send(
      new AdminAddUserToGroupCommand({ UserPoolId: userPoolId, Username: customerId, GroupName: group }),
    );
  },
});
