import type { AwsCall } from '../../../aws/cli-command.ts';

/** Where a test message goes. */
export interface Destination {
  readonly kind: 'queue' | 'topic';
  readonly name: string;
  readonly service: string;
  readonly arn: string;
  /** Of a queue. */
  readonly url?: string;
}

/** An example of `GET /api/example-events`. */
export interface Example {
  readonly type: string;
  readonly version: number;
  readonly event: object;
}

/** A subscription as the page knows it. */
export interface Subscription {
  readonly topicArn: string;
  readonly endpoint: string;
  /** JSON */
  readonly filterPolicy?: string;
}

/**
 * Returns the types of events that a topic publishes or a queue receives, as far as filter policies name them.
 */
export function expectedTypes(
  { kind, arn }: Destination,
  subscriptions: readonly Subscription[],
): readonly string[] {
  const relevant = subscriptions.filter(
    ({ topicArn, endpoint }) => (kind === 'topic' ? topicArn : endpoint) === arn,
  );
  return [...new Set(relevant.flatMap(({ filterPolicy }) => typesOf(filterPolicy)))].toSorted();
}

function typesOf(filterPolicy: string | undefined): readonly string[] {
  if (filterPolicy === undefined || filterPolicy === '') return [];
  const { type = [] } = JSON.parse(filterPolicy) as { readonly type?: readonly unknown[] };
  return type.filter((each) => typeof each === 'string');
}

/** Sorts examples of expected types first. */
export const sortExamples = (examples: readonly Example[], expected: readonly string[]): readonly Example[] =>
  examples.toSorted(
    (one, other) => Number(expected.includes(other.type)) - Number(expected.includes(one.type)),
  );

/** An example with a new ID, as the service of a topic would publish it. */
export const prefill = ({ event }: Example, { service }: Destination, id: string): string =>
  JSON.stringify({ ...event, id, source: service }, undefined, 2);

/**
 * Writes the call that sends a message. The type of an event becomes a message attribute, by which subscriptions filter.
 */
export function toSendCall({ kind, url, arn }: Destination, body: string): AwsCall {
  const type = readType(body);
  const attributes = type !== undefined && {
    MessageAttributes: { type: { DataType: 'String', StringValue: type } },
  };
  return kind === 'queue'
    ? { service: 'sqs', operation: 'SendMessage', input: { QueueUrl: url, MessageBody: body, ...attributes } }
    : { service: 'sns', operation: 'Publish', input: { TopicArn: arn, Message: body, ...attributes } };
}

function readType(body: string): string | undefined {
  try {
    const { type } = JSON.parse(body) as { readonly type?: unknown };
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}
