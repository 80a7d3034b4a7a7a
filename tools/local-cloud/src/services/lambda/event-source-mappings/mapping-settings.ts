import { createHash } from 'node:crypto';
import type { Resource } from '../../../contract/resource.ts';
import type { EventPattern } from '../../../../../workspace/src/event-patterns/event-pattern.ts';

/** The settings of an event source mapping, with defaults. */
export interface MappingSettings {
  readonly id: string;
  readonly functionName: string;
  readonly sourceArn: string;
  readonly isEnabled: boolean;
  readonly batchSize: number;
  readonly batchingWindowMs: number;
  readonly reportsItemFailures: boolean;
  /** A record is delivered if it matches one of these patterns; undefined delivers all. */
  readonly patterns: readonly EventPattern[] | undefined;
  /** Queues: the number of concurrent batches. */
  readonly maximumConcurrency: number;
  readonly startsAtOldest: boolean;
  readonly bisectsFailedBatches: boolean;
  /** Streams: -1 for no limit. */
  readonly maximumRetries: number;
  readonly maximumAgeSeconds: number;
  /** Streams: the on-failure destination. */
  readonly onFailureArn: string | undefined;
}

interface MappingProperties {
  readonly FunctionName: string;
  readonly EventSourceArn: string;
  readonly Enabled?: boolean | string;
  readonly BatchSize?: number | string;
  readonly MaximumBatchingWindowInSeconds?: number | string;
  readonly FunctionResponseTypes?: readonly string[];
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern: string }[] };
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number | string };
  readonly StartingPosition?: string;
  readonly BisectBatchOnFunctionError?: boolean | string;
  readonly MaximumRetryAttempts?: number | string;
  readonly MaximumRecordAgeInSeconds?: number | string;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
}

// https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
const QUEUE_BATCH_SIZE = 10;
const STREAM_BATCH_SIZE = 100;
// AWS starts with five pollers per queue: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
const QUEUE_CONCURRENCY = 5;
const FOR_EVER = -1;

export const isQueue = (sourceArn: string): boolean => sourceArn.split(':')[2] === 'sqs';

/** Reads `AWS::Lambda::EventSourceMapping`. */
export function mappingSettings({ stackName, logicalId, properties }: Resource): MappingSettings {
  const given = properties as unknown as MappingProperties;
  const filters = given.FilterCriteria?.Filters ?? [];
  const number = (value: number | string | undefined, otherwise: number) => Number(value ?? otherwise);
  return {
    id: mappingId(`${stackName}/${logicalId}`),
    functionName: given.FunctionName,
    sourceArn: given.EventSourceArn,
    isEnabled: String(given.Enabled ?? true) === 'true',
    batchSize: number(given.BatchSize, isQueue(given.EventSourceArn) ? QUEUE_BATCH_SIZE : STREAM_BATCH_SIZE),
    batchingWindowMs: number(given.MaximumBatchingWindowInSeconds, 0) * 1000,
    reportsItemFailures: given.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    patterns:
      filters.length === 0 ? undefined : filters.map(({ Pattern }) => JSON.parse(Pattern) as EventPattern),
    maximumConcurrency: number(given.ScalingConfig?.MaximumConcurrency, QUEUE_CONCURRENCY),
    startsAtOldest: given.StartingPosition !== 'LATEST',
    bisectsFailedBatches: String(given.BisectBatchOnFunctionError) === 'true',
    maximumRetries: number(given.MaximumRetryAttempts, FOR_EVER),
    maximumAgeSeconds: number(given.MaximumRecordAgeInSeconds, FOR_EVER),
    onFailureArn: given.DestinationConfig?.OnFailure?.Destination,
  };
}

/** A UUID that is the same at each start: the Ref of a mapping. */
function mappingId(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
