import { expect, it } from '@jest/globals';
import type { EventEnvelope } from '#libs/contracts';
import type { MessageQueue } from '#libs/gateways';
import { sqsDeliveryQueue } from './delivery-queue.ts';

it('sends the customer as the tenant, and skips deliveries with a long delay', async () => {
  const sent: { type: string; options: Parameters<MessageQueue<object>['send']>[1] }[] = [];
  const queue = sqsDeliveryQueue('https://sqs.example.com/q', {
    send: async ({ type }: EventEnvelope, options) => void sent.push({ type, options }),
  });
  const endpoint = { customerId: 'c-1', endpointId: 'whe_1' };
  const due = { ...endpoint, deliveryId: 'dlv_1', attemptCount: 0, isManual: false };
  await queue.deliver(due, 600);
  await queue.deliver(due, 601);
  await queue.resume(endpoint);
  expect(sent).toEqual([
    { type: 'DeliveryDue', options: { delaySeconds: 600, tenant: 'c-1' } },
    { type: 'EndpointResumed', options: { delaySeconds: 0, tenant: 'c-1' } },
  ]);
});
