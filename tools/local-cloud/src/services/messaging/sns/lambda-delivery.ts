import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import type { Fauxqs, SnsStore } from '../emulator/fauxqs.ts';
import type { PublishedMessage } from './published-messages.ts';
import { matchesFilterPolicy } from './filter-policy.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'snsStore' | 'sqsStore' | 'send'>;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly log: (line: string) => void;
}

export interface LambdaDelivery {
  /** Invokes each subscribed function whose filter policy matches the message. */
  deliver(message: PublishedMessage): Promise<void>;
}

type Subscription = SnsStore['subscriptions'] extends Map<string, infer Value> ? Value : never;

/** Delivers messages to Lambda subscriptions, which the emulator does not support. */
export function createLambdaDelivery({ fauxqs, invoker, log }: Dependencies): LambdaDelivery {
  const { snsStore, sqsStore } = fauxqs;

  async function deliverTo(subscription: Subscription, message: PublishedMessage) {
    try {
      await invoker.invokeAsync(subscription.endpoint, toSnsEvent(subscription.arn, message));
    } catch (error) {
      log(
        `sns: could not deliver a message of ${message.topicArn} to ${subscription.endpoint}: ${(error as Error).message}`,
      );
      const policy = subscription.attributes['RedrivePolicy'];
      if (policy === undefined) return;
      const { deadLetterTargetArn } = JSON.parse(policy) as { deadLetterTargetArn: string };
      const queue = sqsStore.getQueueByArn(deadLetterTargetArn);
      if (queue !== undefined) fauxqs.send(queue, JSON.stringify(toNotification(message)));
    }
  }

  return {
    async deliver(message) {
      const subscriptions = [...snsStore.subscriptions.values()].filter(
        ({ protocol, topicArn }) => protocol === 'lambda' && topicArn === message.topicArn,
      );
      const matching = subscriptions.filter(({ attributes }) => matchesFilterPolicy(attributes, message));
      await Promise.all(matching.map((subscription) => deliverTo(subscription, message)));
    },
  };
}

function toNotification({ topicArn, messageId, message, subject, attributes }: PublishedMessage) {
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
const toSnsEvent = (subscriptionArn: string, message: PublishedMessage) => ({
  Records: [
    {
      EventVersion: '1.0',
      EventSubscriptionArn: subscriptionArn,
      EventSource: 'aws:sns',
      Sns: toNotification(message),
    },
  ],
});
