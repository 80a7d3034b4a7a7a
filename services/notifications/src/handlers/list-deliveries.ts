import { httpHandler, ok } from '#libs/lambda';
import { listDeliveries } from '../controllers/list-deliveries.ts';
import { toDeliverySummary } from '../models/delivery.ts';
import { endpointDeliveries } from '../wiring/endpoint-deliveries.ts';
import request from './list-deliveries.schema.ts';

const deps = endpointDeliveries();

export const handler = httpHandler(request, async ({ path, query, caller }) => {
  const { items, ...next } = await listDeliveries({ ...path, customerId: caller.customerId }, query, deps);
  return ok({ items: items.map(toDeliverySummary), ...next });
});
