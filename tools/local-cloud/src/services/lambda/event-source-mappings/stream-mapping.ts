import { setTimeout as sleep } from 'node:timers/promises';
import type { ShardReader, StreamRecord, TableStreams } from '../../../contract/table-streams.ts';
import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import type { Checkpoints } from './checkpoints.ts';
import { matchesPattern } from '../../../../../workspace/src/event-patterns/event-pattern.ts';
import type { MappingSettings } from './mapping-settings.ts';
import type { RunningMapping } from './mapping.ts';
import { deliverRecords } from './stream-delivery.ts';
import { createWakeUp } from './wake-up.ts';

interface Dependencies {
  readonly settings: MappingSettings;
  readonly streams: TableStreams;
  readonly checkpoints: Checkpoints;
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  readonly sendToDestination: (destinationArn: string, message: string, trace?: string) => Promise<void>;
  readonly log: (line: string) => void;
}

// Each write wakes the mapping. Polling covers a write that did not.
const SAFETY_NET_MS = 5_000;
const ERROR_PAUSE_MS = 1_000;
// GetRecords returns at most a thousand: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html
const READ_AT_ONCE = 1_000;

/** Delivers the stream of a table to a function, in order, each record until it is processed or abandoned. */
export async function startStreamMapping(deps: Dependencies): Promise<RunningMapping> {
  const { settings, streams } = deps;
  const stopping = new AbortController();
  const shardIds = await streams.listShards(settings.sourceArn);
  for (const shardId of shardIds) await placeNewMapping(shardId, deps);
  const shards = shardIds.map((shardId) => followShard(shardId, deps, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(shards.map(({ ended }) => ended));
    },
    isIdle: async () => shards.every(({ isIdle }) => isIdle()),
  };
}

/** Stores the starting position of a new mapping. */
async function placeNewMapping(shardId: string, { settings, streams, checkpoints }: Dependencies) {
  const { id, sourceArn, startsAtOldest } = settings;
  if (checkpoints.get(id, sourceArn, shardId) !== undefined) return;
  let latest = '';
  const reader = streams.openShard({ streamArn: sourceArn, shardId, after: undefined });
  for (let more = !startsAtOldest; more;) {
    const records = await reader.next(READ_AT_ONCE);
    latest = records.at(-1)?.dynamodb.SequenceNumber ?? latest;
    more = records.length > 0;
  }
  checkpoints.set(id, sourceArn, shardId, latest);
}

function followShard(shardId: string, deps: Dependencies, signal: AbortSignal) {
  const { settings, streams, checkpoints, log } = deps;
  const { id, sourceArn } = settings;
  const writes = createWakeUp();
  const endListening = streams.onWrite(sourceArn, writes.wake);
  const advance = (sequenceNumber: string) => checkpoints.set(id, sourceArn, shardId, sequenceNumber);
  let isWaiting = false;

  const openAtCheckpoint = () => {
    const after = checkpoints.get(id, sourceArn, shardId);
    return streams.openShard({ streamArn: sourceArn, shardId, after: after === '' ? undefined : after });
  };

  async function waitForWrite() {
    isWaiting = true;
    await writes.wait(SAFETY_NET_MS, signal);
    isWaiting = false;
  }

  async function follow(reader: ShardReader) {
    while (!signal.aborted) {
      const records = await readBatch(reader, settings, signal);
      const last = records.at(-1);
      if (last === undefined) {
        await waitForWrite();
        continue;
      }
      const wanted = records.filter((record) => passesFilters(record, settings));
      if (wanted.length > 0) await deliverRecords(wanted, { ...deps, shardId, advance, signal });
      // Not reached if the mapping was stopped during the delivery.
      if (!signal.aborted) advance(last.dynamodb.SequenceNumber);
      if (reader.isAtEnd()) await waitForWrite();
    }
  }

  async function followForEver() {
    while (!signal.aborted) {
      try {
        await follow(openAtCheckpoint());
      } catch (error) {
        if (signal.aborted) break;
        log(`dynamodb: ${sourceArn} → ${settings.functionName}: ${(error as Error).message}`);
        await sleep(ERROR_PAUSE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    endListening();
  }

  return { ended: followForEver(), isIdle: () => isWaiting && !writes.hasNews };
}

/** Returns a full batch, or the records received until the batching window closes. */
async function readBatch(
  reader: ShardReader,
  { batchSize, batchingWindowMs }: MappingSettings,
  signal: AbortSignal,
) {
  const records: StreamRecord[] = [...(await reader.next(batchSize))];
  if (batchingWindowMs === 0 || records.length === 0 || records.length >= batchSize) return records;
  await sleep(batchingWindowMs, undefined, { signal }).catch(() => undefined);
  records.push(...(await reader.next(batchSize - records.length)));
  return records;
}

const passesFilters = (record: StreamRecord, { patterns }: MappingSettings) =>
  patterns === undefined || patterns.some((pattern) => matchesPattern(pattern, record));
