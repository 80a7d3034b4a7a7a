import { environment } from '#libs/config';
import { cognitoUserRepository } from '../gateways/cognito-user-repository.ts';
import { dynamoDbProfileRepository } from '../gateways/dynamodb-profile-repository.ts';

export function profileDependencies() {
  const env = environment({ PROFILES_TABLE: 'text', CUSTOMER_POOL_ID: 'text' });
  return {
    profiles: dynamoDbProfileRepository(env.PROFILES_TABLE),
    users: cognitoUserRepository(env.CUSTOMER_POOL_ID),
    now: () => new Date(),
  };
}
