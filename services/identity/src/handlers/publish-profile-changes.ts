import { environment } from '#libs/config';
import { eventTopic } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { toProfileEvents } from '../models/profile-events.ts';

const env = environment({ TOPIC_ARN: 'arn' });

export const handler = eventPublisher({
  source: 'identity',
  topic: eventTopic(env.TOPIC_ARN),
  toEvents: toProfileEvents,
});
