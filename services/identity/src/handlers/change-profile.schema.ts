import { customer, httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { Profile, ProfileChange } from '../models/profile.ts';

export default httpRequest({
  summary: 'Update the profile of the signed-in customer',
  description: 'A JSON Merge Patch: `null` removes a field.',
  access: customer,
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ProfileChange,
  responses: { 200: Profile, 403: Problem, 404: Problem, 412: Problem },
});
