import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamRecord, TableStreams } from '../../../contract/table-streams.ts';
import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import { failedItems } from './batch-response.ts';
import type { MappingSettings } from './mapping-settings.ts';
import { afterFailure, type StreamBatch } from './stream-batch.ts';
import { failureRecord, type Condition } from './stream-failure.ts';

interface Dependencies {
  readonly settings: MappingSettings;
  readonly shardId: string;
  readonly streams: Pick<TableStreams, 'causeOf'>;
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  /** Sends to the queue or topic of that ARN. */
  readonly sendToDestination: (destinationArn: string, message: string, trace?: string) => Promise<void>;
  /** Called with the last record of each completed part of a batch. */
  readonly advance: (sequenceNumber: string) => void;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** Delivers records of one shard in order until the function processed them or the mapping abandons them. */
export async function deliverRecords(records: readonly StreamRecord[], deps: Dependencies): Promise<void> {
  const { settings, advance, signal } = deps;
  let batches: readonly StreamBatch[] = [{ records, retries: 0 }];
  while (batches[0] !== undefined && !signal.aborted) {
    const [batch, ...later] = batches;
    const failure = isTooOld(batch.records, settings) ? wholeBatch : await attempt(batch, deps);
    const done = failure === undefined ? batch.records.at(-1) : batch.records[failure.failedAt - 1];
    if (done !== undefined) advance(done.dynamodb.SequenceNumber);
    if (failure === undefined) {
      batches = later;
      continue;
    }
    const bisects = settings.bisectsFailedBatches && !failure.isReported;
    const condition = abandonCondition(batch, { ...failure, bisects }, settings);
    if (condition !== undefined) {
      await abandon(batch, condition, failure.trace, deps);
      batches = later;
      continue;
    }
    batches = [...afterFailure(batch, { ...failure, bisects }), ...later];
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** batch.retries, LONGEST_PAUSE_MS);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

interface Failure {
  /** The index of the first record that failed. */
  readonly failedAt: number;
  /** True if the function reported that record. Lambda then splits the batch there, and bisects only after an error. */
  readonly isReported: boolean;
  /** The trace header of the invocation that failed. */
  readonly trace?: string | undefined;
}

const wholeBatch: Failure = { failedAt: 0, isReported: false };

/** @returns undefined if all records are done */
async function attempt(
  { records, retries }: StreamBatch,
  { settings, streams, invoker, log }: Dependencies,
): Promise<Failure | undefined> {
  try {
    const Records = records.map((record) => ({ ...record, eventSourceARN: settings.sourceArn }));
    const { payload, functionError, trace } = await invoker.invoke(
      settings.functionName,
      { Records },
      {
        causes: records.map(streams.causeOf),
        correlationIds: records.flatMap((record) =>
          streams.causeOf(record) === undefined ? correlationIdOf(record) : [],
        ),
        trigger: 'stream',
        attempt: retries + 1,
        batchSize: records.length,
      },
    );
    if (functionError !== undefined) return { ...wholeBatch, trace };
    if (!settings.reportsItemFailures) return undefined;
    const sequenceNumbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = failedItems(payload, new Set(sequenceNumbers));
    if (failed === undefined) return { ...wholeBatch, trace };
    if (failed.length === 0) return undefined;
    const failedAt = sequenceNumbers.findIndex((number) => failed.includes(number));
    return { failedAt, isReported: true, trace };
  } catch (error) {
    log(
      `dynamodb: ${settings.sourceArn} could not reach ${settings.functionName}: ${(error as Error).message}`,
    );
    return wholeBatch;
  }
}

/** Each item carries the correlation id of the request that wrote it. */
function correlationIdOf({ dynamodb: { NewImage, OldImage } }: StreamRecord): string[] {
  const id = (NewImage ?? OldImage)?.['correlationId']?.['S'];
  return typeof id === 'string' ? [id] : [];
}

function isTooOld(records: readonly StreamRecord[], { maximumAgeSeconds }: MappingSettings): boolean {
  const createdAtSeconds = records[0]?.dynamodb.ApproximateCreationDateTime ?? 0;
  // The engine has a clock of its own, which does not jump with the one of the local cloud.
  const nowSeconds = (performance.timeOrigin + performance.now()) / 1000;
  return maximumAgeSeconds >= 0 && nowSeconds - createdAtSeconds > maximumAgeSeconds;
}

function abandonCondition(
  { records, retries }: StreamBatch,
  { failedAt, bisects }: { readonly failedAt: number; readonly bisects: boolean },
  settings: MappingSettings,
): Condition | undefined {
  // A batch that made progress counts as a new batch, and a batch that can be split is not abandoned yet.
  if (failedAt > 0) return undefined;
  if (isTooOld(records, settings)) return 'RecordAgeExceeded';
  const isHalved = bisects && records.length > 1;
  const isUsedUp = settings.maximumRetries >= 0 && retries >= settings.maximumRetries;
  return isUsedUp && !isHalved ? 'RetryAttemptsExhausted' : undefined;
}

async function abandon(
  { records, retries }: StreamBatch,
  condition: Condition,
  trace: string | undefined,
  deps: Dependencies,
) {
  const { settings, shardId, sendToDestination, advance, log } = deps;
  log(
    `dynamodb: ${settings.functionName} failed ${records.length} records of ${settings.sourceArn}: ${condition}`,
  );
  if (settings.onFailureArn !== undefined) {
    const failure = { settings, shardId, records, condition, attempts: retries + 1, at: new Date() };
    await sendToDestination(settings.onFailureArn, failureRecord(failure), trace);
  }
  advance(records.at(-1)?.dynamodb.SequenceNumber ?? '');
}
