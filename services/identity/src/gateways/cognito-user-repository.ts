import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UserNotFoundException,
} from '@aws-sdk/client-cognito-identity-provider';
import type { UserRepository } from './user-repository.ts';

// Cognito answers in milliseconds; the function answers its own client within 10 s. The SDK itself has no request timeout.
const sharedClient = new CognitoIdentityProviderClient({
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
});

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
