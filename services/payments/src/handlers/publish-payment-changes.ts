import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toPaymentEvents } from '../models/payment-events.ts';

const env = environment({ TOPIC_ARN: 'arn' });

export const handler = eventPublisher({
  source: 'payments',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toPaymentEvents,
});
