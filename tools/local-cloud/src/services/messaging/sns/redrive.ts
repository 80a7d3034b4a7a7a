import type { Fauxqs, SnsStore } from '../emulator/fauxqs.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { toNotification } from './notification.ts';
import type { PublishedMessage } from './published-messages.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'sqsStore' | 'send'>;
  readonly policies: Pick<ResourcePolicies, 'allows'>;
  readonly log: (line: string) => void;
}

export type Subscription = SnsStore['subscriptions'] extends Map<string, infer Value> ? Value : never;

/** Sends a message that cannot be delivered to the dead-letter queue of the subscription. */
export type Redrive = (subscription: Subscription, message: PublishedMessage) => void;

/**
 * Applies the redrive policies of subscriptions. As on AWS, the policy of the dead-letter queue has to allow the topic;
 * without that, or without a redrive policy, the message is lost.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export function createRedrive({ fauxqs, policies, log }: Dependencies): Redrive {
  return ({ attributes, endpoint }, message) => {
    const lost = (reason: string) =>
      log(`sns: a message of ${message.topicArn} to ${endpoint} is lost: ${reason}`);
    const policy = attributes['RedrivePolicy'];
    if (policy === undefined) return lost('the subscription has no redrive policy');
    const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
    const queue = fauxqs.sqsStore.getQueueByArn(deadLetterTargetArn);
    if (queue === undefined) return lost(`${deadLetterTargetArn} does not exist`);
    const call = { service: 'sns.amazonaws.com', action: 'sqs:SendMessage' };
    if (!policies.allows({ ...call, resourceArn: deadLetterTargetArn, sourceArn: message.topicArn }))
      return lost(`no policy of ${deadLetterTargetArn} allows sqs:SendMessage`);
    if (attributes['RawMessageDelivery'] === 'true')
      return fauxqs.send(queue, message.message, { attributes: message.attributes, trace: message.trace });
    fauxqs.send(queue, JSON.stringify(toNotification(message)), { trace: message.trace });
  };
}
