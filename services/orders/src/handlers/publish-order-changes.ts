import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toOrderEvents } from '../models/order-events.ts';

const env = environment({ TOPIC_ARN: 'arn' });

export const handler = eventPublisher({
  source: 'orders',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toOrderEvents,
});
