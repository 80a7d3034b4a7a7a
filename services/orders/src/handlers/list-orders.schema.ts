import { customerOrStaff, httpRequest } from '#libs/lambda';
import { CustomerId, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { READ_SCOPE } from '../models/order-access.ts';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  tag: 'Orders',
  summary: 'List orders',
  description:
    'Lists the orders of the caller, newest first. Staff and clients with the scope `tradewind/orders.read` set `customerId`.',
  access: customerOrStaff(READ_SCOPE),
  query: Type.Object(
    { ...PageQuery.properties, customerId: Type.Optional(CustomerId) },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(OrderView) },
  problems: { 400: ['order.customer-missing'], 403: ['auth.staff-only'] },
});
