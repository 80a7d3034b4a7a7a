import { httpHandler, ok } from '#libs/lambda';
import { getDelivery } from '../controllers/get-delivery.ts';
import { toDeliveryView } from '../models/delivery.ts';
import { endpointDeliveries } from '../wiring/endpoint-deliveries.ts';
import request from './get-delivery.schema.ts';

const deps = endpointDeliveries();

export const handler = httpHandler(request, async ({ path, caller }) => {
  const delivery = await getDelivery({ ...path, customerId: caller.customerId }, deps);
  return ok(toDeliveryView(delivery));
});
