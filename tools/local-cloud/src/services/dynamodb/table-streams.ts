import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import type { DynamoDbClient } from './dynamodb-client.ts';
import { toEngineRegion } from './engine-region.ts';
import { toTableName } from './table-name.ts';
import type { WriteCauses } from './write-causes.ts';
import type { StreamRecord, TableStreams } from '../../contract/table-streams.ts';
import type { ExpiredItems } from './expired-items.ts';
import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';

interface Dependencies {
  readonly client: DynamoDbClient;
  readonly engineRegion: () => Promise<string>;
  readonly expiredItems: ExpiredItems;
  readonly writes: Pick<WriteCauses, 'take'>;
}

interface RecordsPage {
  readonly Records?: readonly StreamRecord[];
  readonly NextShardIterator?: string;
}

interface Shard {
  readonly ShardId: string;
}

/** @returns the streams, and `notifyWrite` to report a write to a table, or to 'any' when the table is unknown */
export function createTableStreams({
  client,
  engineRegion,
  expiredItems,
  writes: writeCauses,
}: Dependencies): TableStreams & {
  notifyWrite(tableName: string): void;
} {
  const writes = new EventEmitter().setMaxListeners(0);
  const causes = new WeakMap<StreamRecord, string>();
  const engineArn = async (streamArn: string) => toEngineRegion(streamArn, await engineRegion());

  async function getShardIterator(streamArn: string, shardId: string, after: string | undefined) {
    const position =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const input = { StreamArn: await engineArn(streamArn), ShardId: shardId, ...position };
    return (await client.send<{ ShardIterator: string }>('GetShardIterator', input)).ShardIterator;
  }

  return {
    async listShards(streamArn) {
      const { StreamDescription } = await client.send<{ StreamDescription: { Shards?: Shard[] } }>(
        'DescribeStream',
        {
          StreamArn: await engineArn(streamArn),
        },
      );
      return (StreamDescription.Shards ?? []).map(({ ShardId }) => ShardId);
    },
    openShard({ streamArn, shardId, after }) {
      let iterator: string | undefined;
      let isAtEnd = false;
      return {
        isAtEnd: () => isAtEnd,
        async next(limit) {
          for (;;) {
            iterator ??= await getShardIterator(streamArn, shardId, after);
            const page: RecordsPage = await client.send('GetRecords', {
              ShardIterator: iterator,
              Limit: limit,
            });
            iterator = page.NextShardIterator ?? iterator;
            const { Records = [] } = page;
            isAtEnd = Records.length < limit;
            // Also for a record that is not passed on: its write must not count as the cause of a later record.
            const caused = Records.map((record) => [record, writeCauses.take(streamArn, record)] as const);
            const changes = caused.filter(([record]) => isItemChange(record));
            if (changes.length === 0 && Records.length > 0) continue;
            return changes.map(([record, cause]) => {
              const change = toDynamoDbRecord(record, streamArn, expiredItems);
              if (cause !== undefined) causes.set(change, cause);
              return change;
            });
          }
        },
      };
    },
    causeOf: (record) => causes.get(record),
    onWrite(streamArn, listener) {
      const tables = [toTableName(streamArn), 'any'];
      for (const table of tables) writes.on(table, listener);
      return () => {
        for (const table of tables) writes.off(table, listener);
      };
    },
    notifyWrite: (tableName) => void writes.emit(tableName),
  };
}

// DynamoDB writes no stream record for a put or update that changes nothing; dynoxide does:
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
export const isItemChange = ({ eventName, dynamodb: { NewImage, OldImage } }: StreamRecord) =>
  eventName !== 'MODIFY' || NewImage === undefined || !isDeepStrictEqual(NewImage, OldImage);

/** dynoxide numbers the records of each table from 1; on AWS event IDs are unique, and consumers rely on that. */
export function toDynamoDbRecord(
  record: StreamRecord,
  streamArn: string,
  expiredItems: ExpiredItems,
): StreamRecord {
  const { SequenceNumber, Keys, ApproximateCreationDateTime } = record.dynamodb;
  const eventID = createHash('md5').update(`${streamArn} ${SequenceNumber}`).digest('hex');
  const isTtlDeletion =
    record.eventName === 'REMOVE' &&
    expiredItems.has(toTableName(streamArn), Keys, ApproximateCreationDateTime);
  return {
    ...record,
    eventID,
    awsRegion: REGION,
    ...(isTtlDeletion && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}
