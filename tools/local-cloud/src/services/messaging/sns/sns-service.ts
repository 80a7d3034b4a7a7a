import { randomUUID } from 'node:crypto';
import type { LocalService } from '../../../contract/local-service.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import type { LambdaDelivery } from './lambda-delivery.ts';
import { publishedMessages, type PublishedMessage } from './published-messages.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { subscriptionResource } from './subscription-resource.ts';
import { topicResource } from './topic-resource.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'handle' | 'snsStore'>;
  readonly deliveries: LambdaDelivery;
  /** Called for each published message, after the emulator delivered it to queues. */
  readonly redriveUndelivered: (message: PublishedMessage) => void;
  readonly policies: Pick<ResourcePolicies, 'allows' | 'version'>;
  readonly topicPolicy: LocalService['resources'];
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

  async function handle(request: Parameters<Fauxqs['handle']>[0]) {
    applyQueuePolicies();
    const response = await fauxqs.handle(request);
    if (response.status !== 200) return response;
    const messages = publishedMessages(
      new URLSearchParams(request.body.toString()),
      response.body.toString(),
      request.trace,
    );
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
