import { randomUUID } from 'node:crypto';
import type { LocalService } from '../../../contract/local-service.ts';
import type { Faults } from '../../../contract/faults.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { acceptedResponse } from './accepted-response.ts';
import type { LambdaDelivery } from './lambda-delivery.ts';
import { publishedMessages, type PublishedMessage } from './published-messages.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { subscriptionResource } from './subscription-resource.ts';
import { topicResource } from './topic-resource.ts';

type Request = Parameters<Fauxqs['handle']>[0];

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'handle' | 'snsStore'>;
  readonly deliveries: LambdaDelivery;
  /** Called for each published message, after the emulator delivered it to queues. */
  readonly redriveUndelivered: (message: PublishedMessage) => void;
  readonly policies: Pick<ResourcePolicies, 'allows' | 'version'>;
  readonly topicPolicy: LocalService['resources'];
  readonly faults: Pick<Faults, 'choose'>;
  /** Moves a published message to the dead-letter queue of each of its subscriptions. */
  readonly redriveAll: (message: PublishedMessage) => void;
  readonly log: (line: string) => void;
}

export interface SnsService extends LocalService {
  /** Publishes on behalf of the local cloud: an S3 event, a failed batch, an alarm. */
  publish(topicArn: string, message: string, trace?: string): Promise<void>;
}

/** SNS: the emulator delivers to queues; delivery to functions is implemented here. */
export function createSnsService({
  fauxqs,
  deliveries,
  redriveUndelivered,
  policies,
  topicPolicy,
  faults,
  redriveAll,
  log,
}: Dependencies): SnsService {
  let activeDeliveries = 0;
  let appliedPolicyVersion: number | undefined;

  /** Enables delivery only to queues whose policy allows it; the emulator ignores queue policies. */
  function applyQueuePolicies() {
    if (appliedPolicyVersion === policies.version()) return;
    appliedPolicyVersion = policies.version();
    for (const subscription of fauxqs.snsStore.subscriptions.values()) {
      const { protocol, endpoint, topicArn } = subscription;
      if (protocol !== 'sqs') continue;
      const call = { service: 'sns.amazonaws.com', action: 'sqs:SendMessage', resourceArn: endpoint };
      subscription.confirmed = policies.allows({ ...call, sourceArn: topicArn });
      if (!subscription.confirmed) {
        log(`sns: ${topicArn} cannot deliver to ${endpoint}: no queue policy allows sqs:SendMessage`);
      }
    }
  }

  async function handle(request: Request) {
    applyQueuePolicies();
    const form = new URLSearchParams(request.body.toString());
    const fault = chooseFault(form, request.trace);
    if (fault?.action === 'failed') return failToDeliver(form, request.trace);
    if (fault?.action === 'delivered-again') await publishOnce(form, request);
    return publishOnce(form, request);
  }

  async function publishOnce(form: URLSearchParams, request: Request) {
    const response = await fauxqs.handle(request);
    if (response.status !== 200) return response;
    const messages = publishedMessages(form, response.body.toString(), request.trace);
    activeDeliveries += 1;
    try {
      for (const message of messages) {
        redriveUndelivered(message);
        await deliveries.deliver(message);
      }
    } finally {
      activeDeliveries -= 1;
    }
    return response;
  }

  function chooseFault(form: URLSearchParams, trace: string | undefined) {
    if (!form.get('Action')?.startsWith('Publish')) return undefined;
    const topicArn = form.get('TopicArn') ?? '';
    const name = topicArn.split(':').at(-1) ?? '';
    return faults.choose({ target: 'topic', name, resources: [topicArn], trace });
  }

  /** SNS accepts the messages, and delivers none of them before it abandons them. */
  function failToDeliver(form: URLSearchParams, trace: string | undefined) {
    const response = acceptedResponse(form);
    for (const message of publishedMessages(form, response.body, trace)) redriveAll(message);
    return response;
  }

  return {
    name: 'sns',
    signingNames: ['sns'],
    resources: {
      'AWS::SNS::Topic': topicResource({ fauxqs }),
      'AWS::SNS::Subscription': subscriptionResource({
        fauxqs,
        log,
        onSubscribed: () => (appliedPolicyVersion = undefined),
      }),
      ...topicPolicy,
    },
    handle,
    async publish(topicArn, message, trace) {
      const form = new URLSearchParams({
        Action: 'Publish',
        Version: '2010-03-31',
        TopicArn: topicArn,
        Message: message,
      });
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-request-id': randomUUID() };
      const response = await handle({
        method: 'POST',
        path: '/',
        headers,
        body: Buffer.from(form.toString()),
        ...(trace !== undefined && { trace }),
      });
      if (response.status !== 200) throw new Error(`Publish to ${topicArn}: ${response.body.toString()}`);
    },
    start: async () => applyQueuePolicies(),
    isIdle: async () => activeDeliveries === 0,
  };
}
