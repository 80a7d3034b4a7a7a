import { type DeployedName, lastPart, parseDeployedName } from '../../../aws/deployed-name.ts';

/** The attributes of GetQueueAttributes that the page reads. */
export interface QueueAttributes {
  readonly QueueArn: string;
  readonly ApproximateNumberOfMessages?: string;
  readonly ApproximateNumberOfMessagesNotVisible?: string;
  readonly ApproximateNumberOfMessagesDelayed?: string;
  readonly RedrivePolicy?: string;
  readonly VisibilityTimeout?: string;
  readonly [name: string]: string | undefined;
}

/** The part of ListEventSourceMappings that connects queues and functions. */
export interface EventSourceMapping {
  readonly EventSourceArn: string;
  readonly FunctionArn: string;
  readonly State?: string;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
}

/**
 * - `source`: a queue that functions consume
 * - `dead-letters`: the messages that the consumers of other queues failed
 * - `failed-changes`: an on-failure destination: batches of a table's stream that a function failed
 */
export type QueueKind = 'source' | 'dead-letters' | 'failed-changes';

export interface QueueView extends DeployedName {
  readonly url: string;
  readonly arn: string;
  readonly kind: QueueKind;
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** The names of the functions that consume it, or whose failures it contains. */
  readonly functions: readonly string[];
  readonly deadLetterQueueArn: string | undefined;
  readonly maxReceiveCount: number | undefined;
  /** Of a dead-letter queue: the queues whose messages it contains. */
  readonly sourceArns: readonly string[];
}

interface Input {
  readonly url: string;
  readonly attributes: QueueAttributes;
}

/** Describes all queues with their functions and dead-letter queues. */
export function toQueueViews(
  queues: readonly Input[],
  mappings: readonly EventSourceMapping[],
): readonly QueueView[] {
  const policies = new Map(queues.map(({ attributes }) => [attributes.QueueArn, redrivePolicy(attributes)]));
  const functionsOf = (isTheirs: (mapping: EventSourceMapping) => boolean) => [
    ...new Set(mappings.filter(isTheirs).map(({ FunctionArn }) => lastPart(FunctionArn))),
  ];
  return queues.map(({ url, attributes }) => {
    const arn = attributes.QueueArn;
    const policy = policies.get(arn);
    const sourceArns = [...policies]
      .filter(([, each]) => each?.deadLetterTargetArn === arn)
      .map(([sourceArn]) => sourceArn);
    const failing = functionsOf(({ DestinationConfig }) => DestinationConfig?.OnFailure?.Destination === arn);
    const kind: QueueKind =
      sourceArns.length > 0 ? 'dead-letters' : failing.length > 0 ? 'failed-changes' : 'source';
    const consumed = kind === 'dead-letters' ? sourceArns : [arn];
    return {
      ...parseDeployedName(lastPart(url)),
      url,
      arn,
      kind,
      visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
      inFlight: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
      functions:
        kind === 'failed-changes'
          ? failing
          : functionsOf(({ EventSourceArn }) => consumed.includes(EventSourceArn)),
      deadLetterQueueArn: policy?.deadLetterTargetArn,
      maxReceiveCount: policy?.maxReceiveCount === undefined ? undefined : Number(policy.maxReceiveCount),
      sourceArns,
    };
  });
}

interface RedrivePolicy {
  readonly deadLetterTargetArn?: string;
  readonly maxReceiveCount?: number | string;
}

const redrivePolicy = ({ RedrivePolicy: policy }: QueueAttributes): RedrivePolicy | undefined =>
  policy === undefined || policy === '' ? undefined : (JSON.parse(policy) as RedrivePolicy);

/** Whether the messages of a queue wait for an operator. */
export const holdsFailures = ({ kind }: Pick<QueueView, 'kind'>): boolean => kind !== 'source';

/** `tradewind-checkout-local-update-product-projections` is `update-product-projections`. */
export const shortFunctionName = (name: string): string => name.replace(/^tradewind-[a-z-]+?-local-/, '');
