import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { matchesFilterPolicy } from './filter-policy.ts';
import { toNotification } from './notification.ts';
import type { PublishedMessage } from './published-messages.ts';
import type { Redrive, Subscription } from './redrive.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'snsStore'>;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly redrive: Redrive;
  readonly log: (line: string) => void;
}

export interface LambdaDelivery {
  /** Invokes each subscribed function whose filter policy matches the message. */
  deliver(message: PublishedMessage): Promise<void>;
}

/** Delivers messages to Lambda subscriptions, which the emulator does not support. */
export function createLambdaDelivery({ fauxqs, invoker, redrive, log }: Dependencies): LambdaDelivery {
  const { snsStore } = fauxqs;

  async function deliverTo(subscription: Subscription, message: PublishedMessage) {
    try {
      await invoker.invokeAsync(subscription.endpoint, toSnsEvent(subscription.arn, message), {
        causes: [message.trace],
        trigger: 'topic',
      });
    } catch (error) {
      log(
        `sns: could not deliver a message of ${message.topicArn} to ${subscription.endpoint}: ${(error as Error).message}`,
      );
      redrive(subscription, message);
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
