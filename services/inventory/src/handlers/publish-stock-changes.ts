import { environment } from '#libs/config';
import { eventTopic, messageQueue } from '#libs/gateways';
import { eventPublisher } from '#libs/lambda';
import { createStockEvents } from '../controllers/create-stock-events.ts';
import { dynamoDbStockRepository } from '../gateways/dynamodb-stock-repository.ts';

const env = environment({ STOCK_TABLE: 'text', TOPIC_ARN: 'arn', REJECTED_CHANGES_QUEUE_URL: 'url' });

export const handler = eventPublisher({
  source: 'inventory',
  topic: eventTopic(env.TOPIC_ARN),
  rejectedChanges: messageQueue(env.REJECTED_CHANGES_QUEUE_URL),
  toEvents: createStockEvents({ stock: dynamoDbStockRepository(env.STOCK_TABLE) }),
});
