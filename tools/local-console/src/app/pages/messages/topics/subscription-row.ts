import { lastPart, parseDeployedName } from '../../../aws/deployed-name.ts';
import type { SubscriptionView } from '../send/use-subscriptions.ts';

/** A subscription as a row: who receives what. */
export interface SubscriptionRow {
  readonly arn: string;
  /** The service that subscribed. */
  readonly service: string;
  readonly endpointName: string;
  readonly protocol: string;
  /** The queue of an `sqs` subscription. */
  readonly queueName: string | undefined;
  /** `type: OrderPlaced, OrderCanceled`, or empty for all messages. */
  readonly filter: string;
  readonly delivery: 'raw' | 'SNS envelope';
  readonly deadLetterQueue: string;
}

/** Describes the subscriptions of a topic. */
export const toRows = (
  topicArn: string,
  subscriptions: readonly SubscriptionView[],
): readonly SubscriptionRow[] =>
  subscriptions
    .filter((each) => each.topicArn === topicArn)
    .map(({ arn, endpoint, protocol, filterPolicy, isRaw, redrivePolicy }) => {
      const { service, name } = parseDeployedName(lastPart(endpoint));
      return {
        arn,
        service,
        endpointName: name,
        protocol,
        queueName: protocol === 'sqs' ? lastPart(endpoint) : undefined,
        filter: describeFilter(filterPolicy),
        delivery: isRaw ? 'raw' : 'SNS envelope',
        deadLetterQueue: deadLetterQueueName(redrivePolicy),
      };
    });

/** Writes a filter policy in words. */
export function describeFilter(filterPolicy: string | undefined): string {
  if (filterPolicy === undefined) return '';
  return Object.entries(JSON.parse(filterPolicy) as Readonly<Record<string, unknown>>)
    .map(([name, values]) => `${name}: ${[values].flat().map(toText).join(', ')}`)
    .join('; ');
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function deadLetterQueueName(redrivePolicy: string | undefined): string {
  if (redrivePolicy === undefined) return '';
  const { deadLetterTargetArn = '' } = JSON.parse(redrivePolicy) as { readonly deadLetterTargetArn?: string };
  return parseDeployedName(lastPart(deadLetterTargetArn)).name;
}
