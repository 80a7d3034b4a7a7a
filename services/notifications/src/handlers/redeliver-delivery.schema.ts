import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliverySummary } from '../models/delivery.ts';

export default httpRequest({
  summary: 'Redeliver a delivery',
  description: 'Sends the delivery again now, with the same `webhook-id`, regardless of its status.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe'), deliveryId: idSchema('dlv') }),
  responses: { 202: DeliverySummary, 403: Problem, 404: Problem, 429: Problem },
});
