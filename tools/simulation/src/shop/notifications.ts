import type { EventEnvelope } from '#libs/contracts';
import type { MessageQueue } from '#libs/gateways';
import { eventQueueHandler, on } from '#libs/lambda';
import { inMemoryRecordRepository } from '#libs/testing';
import { attemptDelivery } from '../../../../services/notifications/src/controllers/attempt-delivery.ts';
import { emailCustomer } from '../../../../services/notifications/src/controllers/email-customer.ts';
import { enqueueDueDeliveries } from '../../../../services/notifications/src/controllers/enqueue-due-deliveries.ts';
import { fanOut } from '../../../../services/notifications/src/controllers/fan-out.ts';
import { handleEvent } from '../../../../services/notifications/src/controllers/handle-event.ts';
import { resumeEndpoint } from '../../../../services/notifications/src/controllers/resume-endpoint.ts';
import { sqsDeliveryQueue } from '../../../../services/notifications/src/gateways/delivery-queue.ts';
import { consumedContracts } from '../../../../services/notifications/src/models/consumed-event.ts';
import DeliveryDue from '../../../../services/notifications/src/models/delivery-due.schema.ts';
import type { EmailRecord } from '../../../../services/notifications/src/models/email.ts';
import {
  emailedContracts,
  type EmailedEvent,
} from '../../../../services/notifications/src/models/emailed-event.ts';
import EndpointResumed from '../../../../services/notifications/src/models/endpoint-resumed.schema.ts';
import { newEndpoint } from '../../../../services/notifications/src/models/webhook-endpoint.ts';
import { newSecret } from '../../../../services/notifications/src/models/webhook-secret.ts';
import { inMemoryContactProjectionRepository } from '../../../../services/notifications/test/in-memory-contact-projection-repository.ts';
import { inMemoryDeliveryRepository } from '../../../../services/notifications/test/in-memory-delivery-repository.ts';
import { inMemoryEmailLimits } from '../../../../services/notifications/test/in-memory-email-limits.ts';
import { inMemoryWebhookEndpointRepositories } from '../../../../services/notifications/test/in-memory-webhook-endpoint-repository.ts';
import type { Engine } from '../engine/engine.ts';
import { heldGateway } from '../engine/gateways.ts';
import { createQueue, type Queue } from '../deliveries/queue.ts';
import { Mailbox } from './mailbox.ts';
import type { Topics } from './topics.ts';

const RETRY_DELAYS_SECONDS = [5, 300, 1_800];
const CIRCUIT = { failuresToOpen: 3, resetTimeoutSeconds: [60, 300], disableAfterSeconds: 432_000 };
const READS = [
  'get',
  'find',
  'list',
  'listDue',
  'listWaiting',
  'search',
  'findOrderContact',
  'all',
  'records',
];
// Reads of indexes.
const STALE_READS = ['listDue', 'listWaiting'];
export const WEBHOOK_TYPES = [
  'order.placed',
  'order.canceled',
  'payment.failed',
  'payment.refunded',
  'shipment.dispatched',
  'shipment.delivered',
] as const;

export function createNotifications(engine: Engine, topics: Topics) {
  const { time, choices } = engine;
  const now = time.date;
  const mailbox = new Mailbox(engine);
  const held = <T extends object>(name: string, target: T): T =>
    heldGateway(engine, name, target, { reads: READS, staleReads: STALE_READS });
  const memory = inMemoryWebhookEndpointRepositories();
  const contacts = held('contacts', inMemoryContactProjectionRepository());
  const endpoints = held('endpoints', memory.endpoints);
  const deliveries = held('deliveries', inMemoryDeliveryRepository());
  const sendTo: { emails?: Queue; deliveries?: Queue } = {};
  const messages = <T extends object>(name: string, queue: keyof typeof sendTo): MessageQueue<T> =>
    held(name, {
      async send(message: T, { delaySeconds = 0 } = {}) {
        sendTo[queue]?.send(message, { delaySeconds });
      },
    });
  const deliveryQueue = sqsDeliveryQueue('', messages<EventEnvelope>('delivery-queue', 'deliveries'), now);

  const webhooks = { contacts, endpoints, deliveries, queue: deliveryQueue, now };
  const onEvent = {
    contacts,
    emails: messages<EmailedEvent>('email-queue', 'emails'),
    fanOut: (event: Parameters<typeof fanOut>[0]) => fanOut(event, webhooks),
  };
  const emails = {
    contacts,
    emailRecords: held('email', mailbox.observe(inMemoryRecordRepository<EmailRecord>(['emailId']))),
    mailer: held('mailer', mailbox.mailer),
    limits: inMemoryEmailLimits(now),
    now,
    pause: time.sleep,
  };
  const attempts = {
    ...webhooks,
    secrets: held('secrets', memory.secrets),
    sender: held('receiver', mailbox.receiver),
    settings: { retryDelaysSeconds: async () => RETRY_DELAYS_SECONDS, circuit: async () => CIRCUIT },
    chance: () => choices.number('delivery jitter'),
  };
  const queue = (name: string, limitSeconds: number, handler: unknown) =>
    createQueue(engine, { name, handler: handler as never, limitSeconds });
  const queues = {
    events: queue(
      'on-event',
      10,
      eventQueueHandler(
        ...consumedContracts.map((contract) => on(contract, (event) => handleEvent(event, onEvent))),
      ),
    ),
    emails: queue(
      'send-email',
      30,
      eventQueueHandler(
        ...emailedContracts.map((contract) => on(contract, (event) => emailCustomer(event, emails))),
      ),
    ),
    deliveries: queue(
      'deliver-webhook',
      40,
      eventQueueHandler(
        on(DeliveryDue, async ({ data }) => void (await attemptDelivery(data, attempts))),
        on(EndpointResumed, ({ data }) => resumeEndpoint(data, attempts)),
      ),
    ),
  };
  Object.assign(sendTo, queues);
  topics.subscribe(
    consumedContracts.map(({ type }) => type),
    queues.events,
  );
  return {
    mailbox,
    queues: Object.values(queues),
    /** Registers an endpoint for all events of a customer. */
    async addEndpoint(customerId: string): Promise<void> {
      const endpoint = newEndpoint(
        customerId,
        { url: 'https://example.com/', eventTypes: [...WEBHOOK_TYPES] },
        now(),
      );
      await memory.endpoints.insert(
        endpoint,
        { endpointId: endpoint.endpointId, secrets: [newSecret(now())] },
        10,
      );
    },
    /** The schedule. */
    enqueueDue: () => enqueueDueDeliveries({ deliveries, queue: deliveryQueue, now }),
  };
}
