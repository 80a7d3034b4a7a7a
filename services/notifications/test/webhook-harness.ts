import { randomUUID } from 'node:crypto';
import { fixedClock, inMemoryRateLimit } from '#libs/testing';
import { attemptDelivery } from '../src/controllers/attempt-delivery.ts';
import { enqueueDueDeliveries } from '../src/controllers/enqueue-due-deliveries.ts';
import { resumeEndpoint } from '../src/controllers/resume-endpoint.ts';
import type { DeliveryQueue, DueDelivery, ResumedEndpoint } from '../src/gateways/delivery-queue.ts';
import type { Answer, WebhookRequest } from '../src/gateways/webhook-sender.ts';
import { MANUAL_DELIVERY_LIMIT } from '../src/models/manual-delivery-limit.ts';
import { newEndpoint } from '../src/models/webhook-endpoint.ts';
import { newSecret } from '../src/models/webhook-secret.ts';
import { inMemoryContactProjectionRepository } from './in-memory-contact-projection-repository.ts';
import { inMemoryDeliveryRepository } from './in-memory-delivery-repository.ts';
import { inMemoryWebhookEndpointRepositories } from './in-memory-webhook-endpoint-repository.ts';

type Message =
  | { readonly kind: 'deliver'; readonly at: number; readonly body: DueDelivery }
  | { readonly kind: 'resume'; readonly at: number; readonly body: ResumedEndpoint };

const DAY_SECONDS = 86_400;
// The visibility timeout of DeliveriesQueue.
const VISIBILITY_SECONDS = 240;

/** Thrown at a step of a function to simulate a crash. */
export class Crash extends Error {}

/** The webhook delivery with in-memory gateways, a manual clock and a configurable receiver. */
export function webhookHarness({ retryDelays = [5, 300, 7_200], failuresToOpen = 3 } = {}) {
  const circuit = { failuresToOpen, resetTimeoutSeconds: [60, 300], disableAfterSeconds: 432_000 };
  const now = fixedClock();
  const { endpoints, secrets } = inMemoryWebhookEndpointRepositories();
  const deliveries = inMemoryDeliveryRepository();
  const messages: Message[] = [];
  const sent: (WebhookRequest & { readonly id: string })[] = [];
  let answer: (request: WebhookRequest) => Answer | Promise<Answer> = () => ({ statusCode: 204, body: '' });

  const at = (delaySeconds = 0) => now().getTime() + delaySeconds * 1000;
  const queue: DeliveryQueue = {
    deliver: async (body, delaySeconds = 0) => {
      if (delaySeconds <= 600) messages.push({ kind: 'deliver', at: at(delaySeconds), body });
    },
    resume: async (body, delaySeconds) => void messages.push({ kind: 'resume', at: at(delaySeconds), body }),
  };
  let beforeStep: () => Promise<void> = async () => {};
  const steps = <T extends object>(gateway: T): T =>
    new Proxy(gateway, {
      get: (target, name) => {
        const call = Reflect.get(target, name) as unknown;
        if (typeof call !== 'function') return call;
        return async (...args: unknown[]) => {
          await beforeStep();
          return call(...args);
        };
      },
    });
  const deps = {
    contacts: inMemoryContactProjectionRepository(),
    endpoints,
    secrets,
    deliveries,
    queue,
    now,
    limit: inMemoryRateLimit(MANUAL_DELIVERY_LIMIT, now),
    chance: () => 0,
    settings: { retryDelaysSeconds: async () => retryDelays, circuit: async () => circuit },
    sender: {
      send: async (request: WebhookRequest) => {
        sent.push({ ...request, id: request.headers['webhook-id']! });
        return answer(request);
      },
    },
  };
  // Each gateway call of a function is a step.
  const stepwise = {
    ...deps,
    endpoints: steps(endpoints),
    secrets: steps(secrets),
    deliveries: steps(deliveries),
    queue: steps(queue),
    sender: steps(deps.sender),
  };
  const handle = (message: Message) =>
    message.kind === 'deliver'
      ? attemptDelivery(message.body, stepwise)
      : resumeEndpoint(message.body, stepwise);
  /** Redelivers the message if its function crashes. */
  const process = async (message: Message) => {
    try {
      await handle(message);
      // The function may also crash after its work, before SQS deletes the message.
      await beforeStep();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      messages.push({ ...message, at: at(VISIBILITY_SECONDS) });
    }
  };

  /** Processes the due messages in order until none is left. */
  const work = async () => {
    for (;;) {
      const next = messages.findIndex((message) => message.at <= now().getTime());
      if (next === -1) return;
      await process(messages.splice(next, 1)[0]!);
    }
  };

  return {
    deps,
    now,
    messages,
    sent,
    handle,
    work,
    answerWith: (next: typeof answer | Answer) => {
      answer = typeof next === 'function' ? next : () => next;
    },
    /** Runs a callback before each gateway call, for example to crash the function. */
    beforeEachStep: (callback: typeof beforeStep) => {
      beforeStep = callback;
    },
    /** Advances the clock minute by minute, running the schedule and the queue. */
    async pass(seconds: number) {
      for (let passed = 0; passed < Math.min(seconds, 10 * DAY_SECONDS); passed += 60) {
        await work();
        now.advance(60);
        await enqueueDueDeliveries(deps);
      }
      await work();
    },
    async endpoint(customerId: string = randomUUID()) {
      const input = {
        url: 'https://example.com/',
        eventTypes: ['order.placed' as const, 'payment.failed' as const, 'payment.refunded' as const],
      };
      const endpoint = newEndpoint(customerId, input, now());
      const { endpointId } = endpoint;
      return endpoints.insert(endpoint, { endpointId, secrets: [newSecret(now())] }, 10);
    },
  };
}
