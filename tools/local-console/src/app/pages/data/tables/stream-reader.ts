import type { Item } from './attribute-value.ts';

/** A record of a table's stream. */
export interface StreamChange {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  /** Set for deletions by Time to Live. */
  readonly userIdentity?: { readonly principalId?: string };
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: string;
    readonly SequenceNumber: string;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
  };
}

interface Shard {
  readonly ShardId: string;
}

type CallAws = <Result>(service: string, operation: string, input: object) => Promise<Result>;

const SERVICE = 'dynamodbstreams';

/**
 * Reads a stream from its oldest record on, shard after shard.
 * @returns a function that returns the records since the previous call, oldest first
 */
export function createStreamReader(
  streamArn: string,
  callAws: CallAws,
): () => Promise<readonly StreamChange[]> {
  /** The next iterator by shard; undefined for a closed shard that was read to its end. */
  const iterators = new Map<string, string | undefined>();

  async function openNewShards() {
    const { StreamDescription } = await callAws<{ StreamDescription: { Shards?: readonly Shard[] } }>(
      SERVICE,
      'DescribeStream',
      { StreamArn: streamArn },
    );
    for (const { ShardId } of StreamDescription.Shards ?? []) {
      if (iterators.has(ShardId)) continue;
      const { ShardIterator } = await callAws<{ ShardIterator: string }>(SERVICE, 'GetShardIterator', {
        StreamArn: streamArn,
        ShardId,
        ShardIteratorType: 'TRIM_HORIZON',
      });
      iterators.set(ShardId, ShardIterator);
    }
  }

  async function readShard(shardId: string): Promise<readonly StreamChange[]> {
    const found: StreamChange[] = [];
    for (;;) {
      const iterator = iterators.get(shardId);
      if (iterator === undefined) return found;
      const { Records = [], NextShardIterator } = await callAws<{
        Records?: readonly StreamChange[];
        NextShardIterator?: string;
      }>(SERVICE, 'GetRecords', { ShardIterator: iterator });
      iterators.set(shardId, NextShardIterator);
      found.push(...Records);
      if (Records.length === 0) return found;
    }
  }

  return async () => {
    await openNewShards();
    const changes: StreamChange[] = [];
    for (const shardId of iterators.keys()) changes.push(...(await readShard(shardId)));
    return changes;
  };
}
