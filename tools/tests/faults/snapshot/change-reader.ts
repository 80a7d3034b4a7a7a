import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ChangeFact, RecordState } from '../../../simulation/src/invariants/index.ts';
import type { StoredItem } from './tables.ts';

interface Dependencies {
  readonly tables: DynamoDBClient;
  readonly streams: DynamoDBStreamsClient;
}

interface RecordTable {
  readonly table: string;
  readonly kind: ChangeFact['kind'];
  readonly idName: string;
}

/** Reads the changes of a table with a stream. */
export interface ChangeReader {
  /** @returns all changes since the reader was opened */
  read(): Promise<readonly ChangeFact[]>;
}

/** Opens a reader that begins with the oldest change of the stream. */
export async function openChanges(
  { tables, streams }: Dependencies,
  { table, kind, idName }: RecordTable,
): Promise<ChangeReader> {
  const { Table } = await tables.send(new DescribeTableCommand({ TableName: table }));
  const StreamArn = Table?.LatestStreamArn;
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const changes: ChangeFact[] = [];
  const shards = (StreamDescription?.Shards ?? []).map(({ ShardId }) => ({ ShardId, last: '' }));

  async function readShard(shard: (typeof shards)[number]): Promise<void> {
    const position =
      shard.last === ''
        ? ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
        : ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: shard.last } as const);
    let { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId: shard.ShardId, ...position }),
    );
    while (ShardIterator !== undefined) {
      const { Records = [], NextShardIterator } = await streams.send(
        new GetRecordsCommand({ ShardIterator }),
      );
      for (const { dynamodb } of Records) {
        shard.last = dynamodb?.SequenceNumber ?? shard.last;
        const [before, after] = [dynamodb?.OldImage, dynamodb?.NewImage].map((image) =>
          image === undefined ? undefined : (unmarshall(image as never) as StoredItem),
        );
        const id = String((after ?? before)?.[idName]);
        const change = { kind, id, before: toState(before), after: toState(after) };
        if (change.before || change.after) changes.push(change);
      }
      // An open shard has no end: an empty page is the last one.
      ShardIterator = Records.length > 0 ? NextShardIterator : undefined;
    }
  }

  return {
    async read() {
      for (const shard of shards) await readShard(shard);
      return changes;
    },
  };
}

/** A placeholder, which keeps a record from being created, has no status. */
const toState = (item: StoredItem | undefined): RecordState | undefined =>
  item?.['status'] !== undefined
    ? { status: item['status'], ...(item['version'] !== undefined && { version: item['version'] }) }
    : undefined;
