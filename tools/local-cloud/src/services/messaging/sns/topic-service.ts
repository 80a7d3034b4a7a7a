import { randomUUID } from 'node:crypto';
import type { LocalService } from '../../../contract/local-service.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import type { FunctionDeliveries } from './function-deliveries.ts';
import { publishedMessages } from './published-messages.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { subscriptionResource } from './subscription-resource.ts';
import { topicResource } from './topic-resource.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'answer' | 'snsStore'>;
  readonly deliveries: FunctionDeliveries;
  readonly policies: Pick<ResourcePolicies, 'allows' | 'version'>;
  readonly topicPolicy: LocalService['resources'];
  readonly log: (line: string) => void;
}

export interface TopicService extends LocalService {
  /** Publishes as the cloud itself: an event of a bucket, a failed batch. */
  publish(topicArn: string, message: string): Promise<void>;
}

/** SNS: topics and their queues by the emulator; functions by us. */
export function createTopicService({
  fauxqs,
  deliveries,
  policies,
  topicPolicy,
  log,
}: Dependencies): TopicService {
  let deliveriesUnderWay = 0;
  let decidedByVersion: number | undefined;

  /** A topic may send to a queue where the queue's policy says so; the emulator asks no policy. */
  function holdAgainstPolicies() {
    if (decidedByVersion === policies.version()) return;
    decidedByVersion = policies.version();
    for (const subscription of fauxqs.snsStore.subscriptions.values()) {
      const { protocol, endpoint, topicArn } = subscription;
      if (protocol !== 'sqs') continue;
      const call = { service: 'sns.amazonaws.com', action: 'sqs:SendMessage', resourceArn: endpoint };
      subscription.confirmed = policies.allows({ ...call, sourceArn: topicArn });
      if (!subscription.confirmed) {
        log(`sns: ${topicArn} cannot send to ${endpoint}: no queue policy lets it do sqs:SendMessage`);
      }
    }
  }

  async function perform(request: Parameters<Fauxqs['answer']>[0]) {
    holdAgainstPolicies();
    const response = await fauxqs.answer(request);
    if (response.status !== 200) return response;
    const messages = publishedMessages(
      new URLSearchParams(request.body.toString()),
      response.body.toString(),
    );
    deliveriesUnderWay += 1;
    try {
      for (const message of messages) await deliveries.deliver(message);
    } finally {
      deliveriesUnderWay -= 1;
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
        subscribed: () => (decidedByVersion = undefined),
      }),
      ...topicPolicy,
    },
    handle: perform,
    async publish(topicArn, message) {
      const form = new URLSearchParams({
        Action: 'Publish',
        Version: '2010-03-31',
        TopicArn: topicArn,
        Message: message,
      });
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-request-id': randomUUID() };
      const response = await perform({
        method: 'POST',
        path: '/',
        headers,
        body: Buffer.from(form.toString()),
      });
      if (response.status !== 200) throw new Error(`Publish to ${topicArn}: ${response.body.toString()}`);
    },
    start: async () => holdAgainstPolicies(),
    isIdle: async () => deliveriesUnderWay === 0,
  };
}
