import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default httpRequest({
  summary: 'Let a replaced secret sign no more',
  path: Type.Object({ endpointId: idSchema('whe'), secretId: idSchema('whs') }),
  responses: { 204: null, 403: Problem, 404: Problem, 409: Problem },
});
