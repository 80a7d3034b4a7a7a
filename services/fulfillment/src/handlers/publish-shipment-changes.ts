import { environment } from '#libs/config';
import { eventTopic, messageQueue } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toShipmentEvents } from '../models/shipment-events.ts';

const env = environment({ TOPIC_ARN: 'arn', REJECTED_CHANGES_QUEUE_URL: 'url' });

export const handler = eventPublisher({
  source: 'fulfillment',
  topic: eventTopic(env.TOPIC_ARN),
  rejectedChanges: messageQueue(env.REJECTED_CHANGES_QUEUE_URL),
  toEvents: toShipmentEvents,
});
