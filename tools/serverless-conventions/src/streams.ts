import type { Template } from './template.ts';

/**
 * A record that fails is retried for this long, so that an outage of an hour loses nothing. Later records of its shard wait
 * until then, which is much less than the day that a stream keeps them.
 */
const RETRIES_SECONDS = 2 * 60 * 60;

/**
 * Bisects failed batches of a stream until the record that cannot be processed is alone, so that only this record goes to
 * the on-failure destination, and retries for two hours instead of a number of times. The stream handler of libs/lambda relies on it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function retryStreams({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources)) {
    // Queues have no starting position, and do not support bisecting.
    if (Type !== 'AWS::Lambda::EventSourceMapping' || Properties['StartingPosition'] === undefined) continue;
    Properties['BisectBatchOnFunctionError'] ??= true;
    Properties['MaximumRecordAgeInSeconds'] ??= RETRIES_SECONDS;
  }
}
