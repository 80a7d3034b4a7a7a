import {
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { LambdaRecord } from './lambda-record.ts';
import { type ReadRecords, recordsReader } from './records-reader.ts';

/** Records of DynamoDB's streams. */
export const streamRecords = (client: DynamoDBStreamsClient): ReadRecords =>
  recordsReader({
    async openAt({ streamArn, shardId, firstSequenceNumber }) {
      const position = { StreamArn: streamArn, ShardId: shardId, SequenceNumber: firstSequenceNumber };
      const command = new GetShardIteratorCommand({ ...position, ShardIteratorType: 'AT_SEQUENCE_NUMBER' });
      return (await client.send(command)).ShardIterator;
    },
    async read(iterator, streamArn) {
      const command = new GetRecordsCommand({ ShardIterator: iterator });
      const { Records = [], NextShardIterator } = await client.send(command);
      return { records: Records.map((record) => lambdaRecord(record, streamArn)), next: NextShardIterator };
    },
  });

/** Converts dates and bytes of the SDK to seconds and base64, as in Lambda events. */
function lambdaRecord(record: StreamRecord, eventSourceARN: string): LambdaRecord {
  const { ApproximateCreationDateTime: createdAt, ...change } = record.dynamodb ?? {};
  const dynamodb = { ...change, ApproximateCreationDateTime: (createdAt?.getTime() ?? 0) / 1000 };
  return { ...record, dynamodb: asJson(dynamodb), eventSourceARN } as LambdaRecord;
}

function asJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asJson(inner)]));
}
