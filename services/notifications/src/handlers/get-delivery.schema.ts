import { customer, httpRequest } from '#libs/lambda';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { DeliveryView } from '../models/delivery.ts';

export default httpRequest({
  tag: 'Webhook deliveries',
  summary: 'Get a webhook delivery',
  description: 'Includes the exact request body and the latest attempts.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe'), deliveryId: idSchema('dlv') }),
  responses: { 200: DeliveryView },
  problems: { 404: ['endpoint.not-found', 'delivery.not-found'] },
});
