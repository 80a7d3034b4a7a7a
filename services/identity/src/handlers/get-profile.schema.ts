import { customer, httpRequest } from '#libs/lambda';
import { Profile } from '../models/profile.ts';

export default httpRequest({
  tag: 'Profile',
  summary: 'Get the profile of the signed-in customer',
  description: 'Created with the first request after the sign-up.',
  access: customer,
  responses: { 200: Profile },
  sends: ['ETag'],
  problems: { 404: ['profile.not-found'] },
});
