import type { Template } from './template.ts';

/**
 * Bisects failed batches of a stream until the record that cannot be processed is alone, so that only this record goes to
 * the on-failure destination. The stream handler of libs/lambda relies on it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function bisectFailedBatches({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources)) {
    // Queues have no starting position, and do not support bisecting.
    if (Type !== 'AWS::Lambda::EventSourceMapping' || Properties['StartingPosition'] === undefined) continue;
    Properties['BisectBatchOnFunctionError'] ??= true;
  }
}
