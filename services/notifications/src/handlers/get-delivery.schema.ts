import { customer, httpRequest, Problem } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliveryView } from '../models/delivery.ts';

export default httpRequest({
  summary: 'Get a delivery',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe'), deliveryId: idSchema('dlv') }),
  responses: { 200: DeliveryView, 403: Problem, 404: Problem },
});
