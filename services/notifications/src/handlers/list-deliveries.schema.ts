import { customer, httpRequest } from '#libs/lambda';
import { idSchema, Instant, pageSchema, PageQuery } from '#libs/models';
import { Type } from 'typebox';
import { DeliveryStatus, DeliverySummary } from '../models/delivery.ts';
import { DeliveryType } from '../models/webhook-event-type.ts';

export default httpRequest({
  tag: 'Webhook deliveries',
  summary: 'List the deliveries of a webhook endpoint',
  description: 'Sorted by the time of the event, newest first; `from` and `to` refer to the same time.',
  access: customer,
  path: Type.Object({ endpointId: idSchema('whe') }),
  query: Type.Object(
    {
      ...PageQuery.properties,
      status: Type.Optional(DeliveryStatus),
      type: Type.Optional(DeliveryType),
      from: Type.Optional(Instant),
      to: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  responses: { 200: pageSchema(DeliverySummary) },
  problems: { 400: ['period.empty'], 404: ['endpoint.not-found'] },
});
