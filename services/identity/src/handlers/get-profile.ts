import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { getProfile } from '../controllers/get-profile.ts';
import { cognitoUserDirectory } from '../gateways/cognito-user-directory.ts';
import { profileTable } from '../gateways/profile-table.ts';
import request from './get-profile.schema.ts';

const env = environment({ PROFILES_TABLE: 'text', USER_POOL_ID: 'text' });
const deps = {
  profiles: profileTable(env.PROFILES_TABLE),
  directory: cognitoUserDirectory(env.USER_POOL_ID),
  now: () => new Date(),
};

export const handler = httpHandler(request, async ({ caller }) => {
  const { version, ...profile } = await getProfile(requireCustomer(caller).customerId, deps);
  return ok(profile, { version });
});
