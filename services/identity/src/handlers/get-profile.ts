import { httpHandler, ok } from '#libs/lambda';
import { getProfile } from '../controllers/get-profile.ts';
import { profileDependencies } from '../wiring/profiles.ts';
import request from './get-profile.schema.ts';

const deps = profileDependencies();

export const handler = httpHandler(request, async ({ caller }) => {
  const { version, ...profile } = await getProfile(caller.customerId, deps);
  return ok(profile, { version });
});
