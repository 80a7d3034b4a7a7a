import { environment } from '#libs/config';
import type { PostConfirmationTriggerEvent } from 'aws-lambda';
import { registerCustomer } from '../controllers/register-customer.ts';
import { dynamoDbProfileRepositoryForTrigger } from '../gateways/dynamodb-profile-repository.ts';
import { userPoolTrigger } from '../wiring/user-pool-trigger.ts';

const env = environment({ PROFILES_TABLE: 'text' });
const profiles = dynamoDbProfileRepositoryForTrigger(env.PROFILES_TABLE);

export const handler = userPoolTrigger(async (event: PostConfirmationTriggerEvent) => {
  // The pool also invokes this trigger when a registered user confirms a new password.
  if (event.triggerSource !== 'PostConfirmation_ConfirmSignUp') return;
  const { sub = '', email = '' } = event.request.userAttributes;
  await registerCustomer({ customerId: sub, email }, { profiles, now: () => new Date() });
});
