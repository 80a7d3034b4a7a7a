import { messageQueue } from '#libs/gateways';
import type { EventEnvelope, EventOf } from '#libs/contracts';
import { correlationId } from '#libs/logging';
import type DeliveryDue from '../models/delivery-due.schema.ts';
import type EndpointResumed from '../models/endpoint-resumed.schema.ts';

export type DueDelivery = EventOf<typeof DeliveryDue>['data'];
export type ResumedEndpoint = EventOf<typeof EndpointResumed>['data'];

/**
 * Internal messages of this service. A message is only a hint; the deliveries table is the source of truth. Each message
 * carries its customer as the tenant, so that slow receivers do not delay other customers (SQS fair queues).
 */
export interface DeliveryQueue {
  /** @param delaySeconds  up to 600; the schedule enqueues deliveries with a longer delay */
  deliver(due: DueDelivery, delaySeconds?: number): Promise<void>;
  resume(endpoint: ResumedEndpoint, delaySeconds?: number): Promise<void>;
}

// SQS allows 900 s, and an alarm fires for messages that wait longer than that.
const MAX_DELAY_SECONDS = 600;

export function sqsDeliveryQueue(
  queueUrl: string,
  queue = messageQueue<EventEnvelope>(queueUrl),
  now: () => Date = () => new Date(),
): DeliveryQueue {
  const envelope = <T extends object>(type: string, subject: string, revision: number, data: T) => ({
    id: `${subject}-${revision}`,
    type,
    version: 1,
    source: 'notifications',
    subject,
    revision,
    occurredAt: now().toISOString(),
    correlationId: correlationId(),
    data,
  });
  return {
    async deliver(due, delaySeconds = 0) {
      if (delaySeconds > MAX_DELAY_SECONDS) return;
      const message = envelope('DeliveryDue', due.deliveryId, due.attemptCount + 1, due);
      await queue.send(message, { delaySeconds, tenant: due.customerId });
    },
    resume: ({ customerId, endpointId }, delaySeconds = 0) =>
      queue.send(envelope('EndpointResumed', endpointId, 1, { customerId, endpointId }), {
        delaySeconds,
        tenant: customerId,
      }),
  };
}
