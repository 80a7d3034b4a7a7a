import { httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliverySummary } from '../models/delivery.ts';

export default httpRequest({
  summary: 'Deliver once more, now, whatever became of it',
  path: Type.Object({ endpointId: idSchema('whe'), deliveryId: idSchema('dlv') }),
  responses: { 202: DeliverySummary, 403: Problem, 404: Problem },
});
