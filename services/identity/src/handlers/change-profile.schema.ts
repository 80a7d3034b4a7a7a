import { httpRequest, Problem } from '#libs/lambda';
import { Type } from 'typebox';
import { Profile, ProfileChange } from '../models/profile.ts';

export default httpRequest({
  summary: 'Change fields of the profile; null removes one',
  headers: Type.Object({ 'if-match': Type.Optional(Type.String()) }),
  body: ProfileChange,
  responses: { 200: Profile, 403: Problem, 404: Problem, 412: Problem },
});
