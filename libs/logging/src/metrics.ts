import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/** Counts a business event, such as `OrderPlaced`; written with the invocation's log, as EMF. */
export const count = (name: string, howMany = 1): void =>
  void metrics.addMetric(name, MetricUnit.Count, howMany);

/** Records a duration in milliseconds. */
export const measure = (name: string, milliseconds: number): void =>
  void metrics.addMetric(name, MetricUnit.Milliseconds, milliseconds);

/**
 * Counts a record whose failure does not leave the function, because a batch reports it in its answer: Lambda's own
 * `Errors` misses it. The alarm on a function's errors adds both.
 */
export function countFailedRecord(): void {
  metrics
    .singleMetric()
    .addDimension('function_name', process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'none')
    .addMetric('UnexpectedErrors', MetricUnit.Count, 1);
}

/** Writes what was counted since the last time; without metrics it writes nothing. */
export const publishMetrics = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
