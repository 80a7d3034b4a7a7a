import type { PreSignUpTriggerEvent } from 'aws-lambda';
import { checkSignUp } from '../controllers/check-sign-up.ts';
import { userPoolTrigger } from '../wiring/user-pool-trigger.ts';

export const handler = userPoolTrigger(async (event: PreSignUpTriggerEvent) =>
  checkSignUp(event.request.userAttributes),
);
