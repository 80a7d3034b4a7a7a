import { httpRequest, Problem } from '#libs/lambda';
import { CustomerId, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  summary: 'List orders',
  description:
    'Lists the orders of the caller, newest first. Staff and clients with the scope `tradewind/orders.read` set `customerId`.',
  query: Type.Object(
    { ...PageQuery.properties, customerId: Type.Optional(CustomerId) },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(OrderView), 403: Problem },
});
