import { randomUUID } from 'node:crypto';
import type { StreamRecord } from '../../../contract/table-streams.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { MappingSettings } from './mapping-settings.ts';

/** Why a mapping abandoned a batch. */
export type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

interface Failure {
  readonly settings: Pick<MappingSettings, 'functionName' | 'sourceArn'>;
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  readonly condition: Condition;
  readonly attempts: number;
  readonly at: Date;
}

/**
 * Creates the record for the on-failure destination. It names the failed records without their contents.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureRecord({ settings, shardId, records, condition, attempts, at }: Failure): string {
  const [first, last] = [records[0]?.dynamodb, records.at(-1)?.dynamodb];
  const time = (seconds = 0) => new Date(seconds * 1000).toISOString();
  const { functionName } = settings;
  return JSON.stringify({
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionName.startsWith('arn:') ? functionName : arn('lambda', `function:${functionName}`),
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: at.toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.SequenceNumber,
      endSequenceNumber: last?.SequenceNumber,
      approximateArrivalOfFirstRecord: time(first?.ApproximateCreationDateTime),
      approximateArrivalOfLastRecord: time(last?.ApproximateCreationDateTime),
      batchSize: records.length,
      streamArn: settings.sourceArn,
    },
  });
}
