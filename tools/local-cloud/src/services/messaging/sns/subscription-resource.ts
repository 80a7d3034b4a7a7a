import type { ResourceProvider } from '../../../contract/local-service.ts';
import type { Fauxqs, SnsStore } from '../emulator/fauxqs.ts';

interface Subscription {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Record<string, string>;
}

const DELIVERED = ['sqs', 'lambda'];

/** `AWS::SNS::Subscription` to a queue or a function. */
export function subscriptionResource({
  fauxqs,
  subscribed,
  log,
}: {
  readonly fauxqs: Pick<Fauxqs, 'snsStore'>;
  /** Told of each subscription that came or changed. */
  readonly subscribed: () => void;
  readonly log: (line: string) => void;
}): ResourceProvider {
  return {
    honors: [
      'TopicArn',
      'Protocol',
      'Endpoint',
      'FilterPolicy',
      'FilterPolicyScope',
      'RawMessageDelivery',
      'RedrivePolicy',
    ],
    ignores: {
      Region: 'there is one region',
      DeliveryPolicy: 'only for deliveries over HTTP, which do not leave this machine',
      SubscriptionRoleArn: 'only for Firehose',
      ReplayPolicy: 'local topics keep no archive',
    },
    async remove(_resource, { ref }) {
      fauxqs.snsStore.unsubscribe(ref);
    },
    async deploy({ properties }) {
      const text = (name: string) =>
        properties[name] === undefined ? undefined : jsonText(properties[name]);
      const attributes = Object.fromEntries(
        ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy']
          .map((name) => [name, text(name)])
          .filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const [topicArn = '', protocol = '', endpoint = ''] = ['TopicArn', 'Protocol', 'Endpoint'].map(text);
      if (!DELIVERED.includes(protocol))
        log(`sns: ${topicArn} sends nothing to ${endpoint}: ${protocol} would leave this machine`);
      const ref = subscribe(fauxqs.snsStore, { topicArn, protocol, endpoint, attributes });
      subscribed();
      return { ref };
    },
  };
}

const jsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Subscribes, or brings the attributes of the same subscription up to date.
 *
 * @returns the subscription's ARN.
 * @throws Error where the topic does not exist.
 */
export function subscribe(
  snsStore: SnsStore,
  { topicArn, protocol, endpoint, attributes }: Subscription,
): string {
  const isSame = (one: { topicArn: string; protocol: string; endpoint: string }) =>
    one.topicArn === topicArn && one.protocol === protocol && one.endpoint === endpoint;
  const existing = [...snsStore.subscriptions.values()].find(isSame);
  const subscription = existing ?? snsStore.subscribe(topicArn, protocol, endpoint, attributes);
  if (subscription === undefined)
    throw new Error(`There is no topic ${topicArn} to subscribe ${endpoint} to.`);
  // E-mail addresses and web servers never confirm here: nothing may leave this machine.
  subscription.confirmed = DELIVERED.includes(protocol);
  subscription.attributes = attributes;
  delete subscription.parsedFilterPolicy;
  snsStore.persistence?.updateSubscriptionAttributes(subscription.arn, attributes);
  return subscription.arn;
}
