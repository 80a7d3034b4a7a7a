import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toCheckoutEvents } from '../models/checkout-events.ts';

const env = environment({ TOPIC_ARN: 'arn' });

export const handler = eventPublisher({
  source: 'checkout',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toCheckoutEvents,
});
