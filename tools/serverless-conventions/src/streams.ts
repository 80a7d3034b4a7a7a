import type { Template } from './osls.ts';

/**
 * Has batches of a stream halved where their function fails, until the record that it cannot handle is alone: what is
 * given up and set aside is then that record, not its neighbors. `changeHandler` of libs/lambda counts on it.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function isolateStreamFailures({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources)) {
    // Queues have no position to start from, and halve nothing.
    if (Type !== 'AWS::Lambda::EventSourceMapping' || Properties['StartingPosition'] === undefined) continue;
    Properties['BisectBatchOnFunctionError'] ??= true;
  }
}
