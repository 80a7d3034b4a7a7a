import { httpRequest, Problem } from '#libs/lambda';
import { idOf, IsoDateTime, pageOf, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { DeliveryStatus, DeliverySummary } from '../models/delivery.ts';
import { DeliveryType } from '../models/webhook-event-type.ts';

export default httpRequest({
  summary: 'Deliveries of an endpoint, newest event first; from and to are times of the event',
  path: Type.Object({ endpointId: idOf('whe') }),
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
  responses: { 200: pageOf(DeliverySummary), 403: Problem, 404: Problem },
});
