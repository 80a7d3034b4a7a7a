import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toStockEvents } from '../models/stock-events.ts';

const env = environment({ TOPIC_ARN: 'arn' });

export const handler = eventPublisher({
  source: 'inventory',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toStockEvents,
});
