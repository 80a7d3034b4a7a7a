import { customer, httpRequest } from '#libs/lambda';
import { Type } from 'typebox';
import { Profile, ProfileChange } from '../models/profile.ts';

export default httpRequest({
  tag: 'Profile',
  summary: 'Update the profile of the signed-in customer',
  description: 'A JSON Merge Patch: `null` removes a field.',
  access: customer,
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ProfileChange,
  responses: { 200: Profile },
  sends: ['ETag'],
  problems: { 404: ['profile.not-found'], 409: ['record.changed'] },
});
