import type { Fauxqs } from '../emulator/fauxqs.ts';
import { matchesFilterPolicy } from './filter-policy.ts';
import type { PublishedMessage } from './published-messages.ts';
import type { Redrive } from './redrive.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'snsStore' | 'sqsStore'>;
  readonly redrive: Redrive;
}

/** Redrives what the emulator, which delivers to queues, could not deliver: it drops these messages. */
export const createUndeliveredQueueMessages =
  ({ fauxqs: { snsStore, sqsStore }, redrive }: Dependencies) =>
  (message: PublishedMessage): void => {
    for (const subscription of snsStore.subscriptions.values()) {
      const { protocol, topicArn, endpoint, attributes, confirmed } = subscription;
      if (protocol !== 'sqs' || topicArn !== message.topicArn) continue;
      const isDelivered = confirmed && sqsStore.getQueueByArn(endpoint) !== undefined;
      if (!isDelivered && matchesFilterPolicy(attributes, message)) redrive(subscription, message);
    }
  };

/** Redrives a message to the dead-letter queue of each subscription that it matches. */
export const createRedriveAll =
  ({
    fauxqs: { snsStore },
    redrive,
  }: {
    readonly fauxqs: Pick<Fauxqs, 'snsStore'>;
    readonly redrive: Redrive;
  }) =>
  (message: PublishedMessage): void => {
    for (const subscription of snsStore.subscriptions.values())
      if (subscription.topicArn === message.topicArn && matchesFilterPolicy(subscription.attributes, message))
        redrive(subscription, message);
  };
