import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toShipmentEvents } from '../models/shipment-events.ts';

const env = environment({ TOPIC_ARN: 'arn' });

export const handler = eventPublisher({
  source: 'fulfillment',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toShipmentEvents,
});
