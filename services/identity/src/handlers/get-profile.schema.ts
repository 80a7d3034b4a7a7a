import { customer, httpRequest, Problem } from '#libs/lambda';
import { Profile } from '../models/profile.ts';

export default httpRequest({
  summary: 'Get the profile of the signed-in customer',
  access: customer,
  responses: { 200: Profile, 403: Problem, 404: Problem },
});
