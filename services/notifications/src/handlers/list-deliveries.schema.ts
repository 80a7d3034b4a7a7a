import { httpRequest, Problem } from '#libs/lambda';
import { idSchema, IsoDateTime, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { DeliveryStatus, DeliverySummary } from '../models/delivery.ts';
import { DeliveryType } from '../models/webhook-event-type.ts';

export default httpRequest({
  summary: 'Deliveries of an endpoint, newest event first; from and to are times of the event',
  path: Type.Object({ endpointId: idSchema('whe') }),
  query: Type.Object(
    {
      ...PageQuery.properties,
      status: Type.Optional(DeliveryStatus),
      type: Type.Optional(DeliveryType),
      from: Type.Optional(IsoDateTime),
      to: Type.Optional(IsoDateTime),
    },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(DeliverySummary), 403: Problem, 404: Problem },
});
