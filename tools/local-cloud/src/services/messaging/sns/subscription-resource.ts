import type { ResourceProvider } from '../../../contract/local-service.ts';
import type { Fauxqs, SnsStore } from '../emulator/fauxqs.ts';

interface Subscription {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Record<string, string>;
}

const SUPPORTED_PROTOCOLS = ['sqs', 'lambda'];

/** `AWS::SNS::Subscription` to a queue or a function. */
export function subscriptionResource({
  fauxqs,
  onSubscribed,
  log,
}: {
  readonly fauxqs: Pick<Fauxqs, 'snsStore'>;
  /** Called after each new or changed subscription. */
  readonly onSubscribed: () => void;
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
      Region: 'the local cloud has one region',
      DeliveryPolicy: 'applies to HTTP deliveries only, which are not made locally',
      SubscriptionRoleArn: 'applies to Firehose only',
      ReplayPolicy: 'local topics have no message archive',
    },
    async remove(_resource, { ref }) {
      fauxqs.snsStore.unsubscribe(ref);
    },
    async deploy({ properties }) {
      const read = (name: string) =>
        properties[name] === undefined ? undefined : toJsonText(properties[name]);
      const attributes = Object.fromEntries(
        ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy']
          .map((name) => [name, read(name)])
          .filter((entry): entry is [string, string] => entry[1] !== undefined),
      );
      const [topicArn = '', protocol = '', endpoint = ''] = ['TopicArn', 'Protocol', 'Endpoint'].map(read);
      if (!SUPPORTED_PROTOCOLS.includes(protocol))
        log(
          `sns: messages of ${topicArn} are not delivered to ${endpoint}: the protocol ${protocol} is not supported locally`,
        );
      const ref = subscribe(fauxqs.snsStore, { topicArn, protocol, endpoint, attributes });
      onSubscribed();
      return { ref };
    },
  };
}

const toJsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/**
 * Creates a subscription, or updates the attributes of an existing one.
 *
 * @returns the subscription ARN.
 * @throws Error when the topic does not exist.
 */
export function subscribe(
  snsStore: SnsStore,
  { topicArn, protocol, endpoint, attributes }: Subscription,
): string {
  const isSame = (other: { topicArn: string; protocol: string; endpoint: string }) =>
    other.topicArn === topicArn && other.protocol === protocol && other.endpoint === endpoint;
  const existing = [...snsStore.subscriptions.values()].find(isSame);
  const subscription = existing ?? snsStore.subscribe(topicArn, protocol, endpoint, attributes);
  if (subscription === undefined)
    throw new Error(`Cannot subscribe ${endpoint}: topic ${topicArn} does not exist.`);
  // Email and HTTP subscriptions are never confirmed: no message may leave this machine.
  subscription.confirmed = SUPPORTED_PROTOCOLS.includes(protocol);
  subscription.attributes = attributes;
  delete subscription.parsedFilterPolicy;
  snsStore.persistence?.updateSubscriptionAttributes(subscription.arn, attributes);
  return subscription.arn;
}
