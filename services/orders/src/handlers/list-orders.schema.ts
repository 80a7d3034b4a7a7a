import { httpRequest, Problem } from '#libs/lambda';
import { CustomerId, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { OrderView } from '../models/order-view.ts';

export default httpRequest({
  summary: 'The orders of a customer, newest first: of the caller, or to staff of anybody',
  query: Type.Object(
    { ...PageQuery.properties, customerId: Type.Optional(CustomerId) },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(OrderView), 403: Problem },
});
