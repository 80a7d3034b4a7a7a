import { httpHandler, ok } from '#libs/lambda';
import { changeProfile } from '../controllers/change-profile.ts';
import { profileDependencies } from '../wiring/profiles.ts';
import request from './change-profile.schema.ts';

const deps = profileDependencies();

export const handler = httpHandler(request, async ({ body, headers, caller }) => {
  const { customerId } = caller;
  const { version, ...profile } = await changeProfile(customerId, body, headers['if-match'], deps);
  return ok(profile, { version });
});
