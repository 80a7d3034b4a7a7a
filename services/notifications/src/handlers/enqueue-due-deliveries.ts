import { environment } from '#libs/config';
import { scheduleHandler } from '#libs/lambda';
import { enqueueDueDeliveries } from '../controllers/enqueue-due-deliveries.ts';
import { sqsDeliveryQueue } from '../gateways/delivery-queue.ts';
import { dynamoDbDeliveryRepository } from '../gateways/dynamodb-delivery-repository.ts';

const env = environment({ DELIVERIES_TABLE: 'text', DELIVERIES_QUEUE_URL: 'url' });
const deps = {
  deliveries: dynamoDbDeliveryRepository(env.DELIVERIES_TABLE),
  queue: sqsDeliveryQueue(env.DELIVERIES_QUEUE_URL),
  now: () => new Date(),
};

export const handler = scheduleHandler(() => enqueueDueDeliveries(deps));
