import type { Queue } from '../../../contract/queues.ts';
import { findCorrelationIds } from '../../../contract/correlation-ids.ts';
import type { FunctionInvoker, InvocationOptions } from '../../../contract/function-invoker.ts';
import { failedItems } from './batch-response.ts';
import type { MappingSettings } from './mapping-settings.ts';
import type { RunningMapping } from './mapping.ts';
import { passesFilters, queueRecord, type QueueRecord } from './queue-event.ts';

interface Dependencies {
  readonly settings: MappingSettings;
  readonly queue: Queue;
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  readonly log: (line: string) => void;
}

// ReceiveMessage returns at most ten: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
const RECEIVED_AT_ONCE = 10;

/** Delivers the messages of a queue to a function, several batches at a time. */
export function startQueueMapping({ settings, queue, invoker, log }: Dependencies): RunningMapping {
  const stopping = new AbortController();
  let isCollecting = false;
  // Messages in flight were received in an earlier run, which cannot finish them.
  queue.releaseInFlight();

  async function deliver(records: readonly QueueRecord[]) {
    try {
      const { payload, functionError } = await invoker.invoke(
        settings.functionName,
        { Records: records },
        toOptions(records),
      );
      if (functionError !== undefined) return;
      const failed = failuresIn(payload, records);
      for (const { messageId, receiptHandle } of records)
        if (!failed.has(messageId)) queue.delete(receiptHandle);
    } catch (error) {
      // Failed messages become visible again and eventually move to the dead-letter queue.
      log(`sqs: ${queue.arn} could not reach ${settings.functionName}: ${(error as Error).message}`);
    }
  }

  function failuresIn(payload: string, records: readonly QueueRecord[]): ReadonlySet<string> {
    const all = new Set(records.map(({ messageId }) => messageId));
    return settings.reportsItemFailures ? new Set(failedItems(payload, all) ?? all) : new Set();
  }

  /** Deletes messages that pass no filter, as Lambda does. */
  function receive(maximum: number): readonly QueueRecord[] {
    const records = queue
      .receive(Math.min(maximum, RECEIVED_AT_ONCE))
      .map((message) => queueRecord(message, queue.arn));
    const wanted = records.filter((record) => passesFilters(record, settings.patterns));
    for (const record of records) if (!wanted.includes(record)) queue.delete(record.receiptHandle);
    return wanted;
  }

  /** Returns a full batch, or the messages received until the batching window closes. */
  async function collectBatch(): Promise<readonly QueueRecord[]> {
    const batch = [...receive(settings.batchSize)];
    isCollecting = batch.length > 0;
    const closesAt = Date.now() + settings.batchingWindowMs;
    while (batch.length > 0 && batch.length < settings.batchSize && !stopping.signal.aborted) {
      const more = receive(settings.batchSize - batch.length);
      batch.push(...more);
      if (more.length > 0) continue;
      const leftMs = closesAt - Date.now();
      if (leftMs <= 0) break;
      await queue.waitForMessage(stopping.signal, leftMs);
    }
    return batch;
  }

  const underWay = new Set<Promise<void>>();

  async function poll() {
    while (!stopping.signal.aborted) {
      if (underWay.size >= settings.maximumConcurrency) {
        await Promise.race(underWay);
        continue;
      }
      const batch = await collectBatch();
      if (batch.length === 0) {
        await queue.waitForMessage(stopping.signal);
        continue;
      }
      const delivery = deliver(batch).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
      isCollecting = false;
    }
    await Promise.all(underWay);
  }

  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
    },
    isIdle: async () => underWay.size === 0 && !isCollecting && !queue.hasMessages(),
  };
}

/** A batch is as old as its most received message. */
const toOptions = (records: readonly QueueRecord[]): InvocationOptions => ({
  causes: records.map(({ attributes }) => attributes['AWSTraceHeader']),
  correlationIds: records.flatMap(({ attributes, body }) =>
    attributes['AWSTraceHeader'] === undefined ? findCorrelationIds(body) : [],
  ),
  trigger: 'queue',
  attempt: Math.max(...records.map(({ attributes }) => Number(attributes['ApproximateReceiveCount'] ?? 1))),
  batchSize: records.length,
});
