import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../../workspace/src/templates/template.ts';

interface Named {
  /** The name on the command line: `product-projections` for `ProductProjectionsQueue`. */
  readonly name: string;
  /** The logical ID of the dead-letter queue. */
  readonly deadLetterQueue: string;
}

/** Messages that the consumers of a queue failed. A redrive sends them back to that queue. */
export interface FailedMessages extends Named {
  readonly kind: 'messages';
  readonly queue: string;
  /** The functions that consume the queue. */
  readonly consumers: readonly string[];
}

/** An on-failure destination of a table stream. A redrive invokes the function with the records. */
export interface FailedRecords extends Named {
  readonly kind: 'records';
  readonly consumers: readonly string[];
  /** The event filter patterns of each consumer; empty for no filter. */
  readonly patterns: Readonly<Record<string, readonly object[]>>;
}

/** A dead-letter queue of a service. Queues and functions are logical IDs. */
export type DeadLetterQueue = FailedMessages | FailedRecords;

interface MappingProperties {
  readonly FunctionName?: unknown;
  readonly EventSourceArn?: unknown;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: unknown } };
}

interface Mapping {
  readonly functionId: string;
  readonly sourceId: string | undefined;
  readonly failuresId: string | undefined;
  readonly patterns: readonly object[];
}

/** @returns all dead-letter queues and on-failure destinations of a template, sorted by name */
export function findDeadLetterQueues(template: Template): DeadLetterQueue[] {
  const mappings = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties = {} }]) => mappingFrom(Properties),
  );
  return [...failedMessages(template, mappings), ...failedRecords(template, mappings)].toSorted(
    (one, other) => (one.name < other.name ? -1 : 1),
  );
}

function failedMessages(template: Template, mappings: readonly Mapping[]): FailedMessages[] {
  return resourcesOfType(template, 'AWS::SQS::Queue').flatMap(([queue, { Properties = {} }]) => {
    const policy = Properties['RedrivePolicy'] as { readonly deadLetterTargetArn?: unknown } | undefined;
    const deadLetterQueue = resourceNamedBy(policy?.deadLetterTargetArn);
    if (deadLetterQueue === undefined) return [];
    const consumers = mappings
      .filter(({ sourceId }) => sourceId === queue)
      .map(({ functionId }) => functionId);
    return [{ kind: 'messages', name: queueName(queue), queue, deadLetterQueue, consumers }];
  });
}

function failedRecords(template: Template, mappings: readonly Mapping[]): FailedRecords[] {
  const queues = resourcesOfType(template, 'AWS::SQS::Queue').map(([logicalId]) => logicalId);
  return queues.flatMap((deadLetterQueue) => {
    const failing = mappings.filter(({ failuresId }) => failuresId === deadLetterQueue);
    if (failing.length === 0) return [];
    const patterns = Object.fromEntries(failing.map(({ functionId, patterns: own }) => [functionId, own]));
    const consumers = failing.map(({ functionId }) => functionId);
    return [{ kind: 'records', name: queueName(deadLetterQueue), deadLetterQueue, consumers, patterns }];
  });
}

function mappingFrom(properties: MappingProperties): Mapping {
  const { FunctionName, EventSourceArn, FilterCriteria, DestinationConfig } = properties;
  return {
    functionId: resourceNamedBy(FunctionName) ?? String(FunctionName),
    sourceId: resourceNamedBy(EventSourceArn),
    failuresId: resourceNamedBy(DestinationConfig?.OnFailure?.Destination),
    patterns: (FilterCriteria?.Filters ?? []).map(({ Pattern = '{}' }) => JSON.parse(Pattern) as object),
  };
}

/** `UnpublishedChangesQueue` is `unpublished-changes`. */
export const queueName = (logicalId: string): string =>
  logicalId
    .replace(/Queue$/, '')
    .replaceAll(/(?<=[a-z0-9])[A-Z]/g, (initial) => `-${initial}`)
    .toLowerCase();
