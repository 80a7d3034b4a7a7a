import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import type { Fauxqs, SnsStore } from '../emulator/fauxqs.ts';
import type { PublishedMessage } from './published-messages.ts';
import { passesFilter } from './subscription-filter.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'snsStore' | 'sqsStore' | 'send'>;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly log: (line: string) => void;
}

export interface FunctionDeliveries {
  /** Hands the message to each subscribed function whose filter lets it pass. */
  deliver(message: PublishedMessage): Promise<void>;
}

type Subscription = SnsStore['subscriptions'] extends Map<string, infer One> ? One : never;

/** What the emulator leaves out: subscriptions of functions. */
export function createFunctionDeliveries({ fauxqs, invoker, log }: Dependencies): FunctionDeliveries {
  const { snsStore, sqsStore } = fauxqs;

  async function deliverTo(subscription: Subscription, message: PublishedMessage) {
    try {
      await invoker.invokeAsync(subscription.endpoint, snsEvent(subscription.arn, message));
    } catch (error) {
      log(`sns: ${message.topicArn} could not reach ${subscription.endpoint}: ${(error as Error).message}`);
      const policy = subscription.attributes['RedrivePolicy'];
      if (policy === undefined) return;
      const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
      const queue = sqsStore.getQueueByArn(deadLetterTargetArn);
      if (queue !== undefined) fauxqs.send(queue, JSON.stringify(notificationOf(message)));
    }
  }

  return {
    async deliver(message) {
      const subscriptions = [...snsStore.subscriptions.values()].filter(
        ({ protocol, topicArn }) => protocol === 'lambda' && topicArn === message.topicArn,
      );
      const wanted = subscriptions.filter(({ attributes }) => passesFilter(attributes, message));
      await Promise.all(wanted.map((subscription) => deliverTo(subscription, message)));
    },
  };
}

function notificationOf({ topicArn, messageId, message, subject, attributes }: PublishedMessage) {
  return {
    Type: 'Notification',
    MessageId: messageId,
    TopicArn: topicArn,
    Subject: subject ?? null,
    Message: message,
    Timestamp: new Date().toISOString(),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { Type: DataType, Value: StringValue ?? BinaryValue ?? '' },
      ]),
    ),
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
const snsEvent = (subscriptionArn: string, message: PublishedMessage) => ({
  Records: [
    {
      EventVersion: '1.0',
      EventSubscriptionArn: subscriptionArn,
      EventSource: 'aws:sns',
      Sns: notificationOf(message),
    },
  ],
});
