import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliverySummary } from '../models/delivery.ts';

export default httpRequest({
  summary: 'Send a test event to an endpoint',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  responses: { 202: DeliverySummary, 403: Problem, 404: Problem, 429: Problem },
});
