import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/** Counts a business event, such as `OrderPlaced`; written with the invocation's log, as EMF. */
export const count = (name: string, howMany = 1): void =>
  void metrics.addMetric(name, MetricUnit.Count, howMany);

/** Records a duration in milliseconds. */
export const measure = (name: string, milliseconds: number): void =>
  void metrics.addMetric(name, MetricUnit.Milliseconds, milliseconds);

/** Writes what was counted since the last time; without metrics it writes nothing. */
export const publishMetrics = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
