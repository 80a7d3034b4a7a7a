import { environment } from '#libs/config';
import type { PostConfirmationTriggerEvent } from 'aws-lambda';
import { registerCustomer } from '../controllers/register-customer.ts';
import { cognitoUserDirectory } from '../gateways/cognito-user-directory.ts';
import { profileTableInTrigger } from '../gateways/profile-table.ts';
import { userPoolTrigger } from '../helpers/user-pool-trigger.ts';

const env = environment({ PROFILES_TABLE: 'text' });
const profiles = profileTableInTrigger(env.PROFILES_TABLE);

export const handler = userPoolTrigger(async (event: PostConfirmationTriggerEvent) => {
  // Who sets a new password confirms it the same way, and is registered already.
  if (event.triggerSource !== 'PostConfirmation_ConfirmSignUp') return;
  const { sub = '', email = '' } = event.request.userAttributes;
  const directory = cognitoUserDirectory(event.userPoolId);
  await registerCustomer({ customerId: sub, email }, { profiles, directory, now: () => new Date() });
});
