import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserRepository } from './user-repository.ts';

const sharedClient = new CognitoIdentityProviderClient();

/** Users sign in with their email address; the pool's username is their `sub`, the customer id. */
export const cognitoUserRepository = (
  userPoolId: string,
  client: CognitoIdentityProviderClient = sharedClient,
): UserRepository => ({
  async findEmail(customerId) {
    try {
      const query = new AdminGetUserCommand({ UserPoolId: userPoolId, Username: customerId });
      const { UserAttributes = [] } = await client.send(query);
      return UserAttributes.find(({ Name }) => Name === 'email')?.Value;
    } catch (error) {
      if (error instanceof UserNotFoundException) return undefined;
      throw error;
    }
  },
});
