import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/** Counts a business event, such as `OrderPlaced`; written with the invocation's log, as EMF. */
export const count = (name: string, increment = 1): void =>
  void metrics.addMetric(name, MetricUnit.Count, increment);

/** Records a duration in milliseconds. */
export const measure = (name: string, milliseconds: number): void =>
  void metrics.addMetric(name, MetricUnit.Milliseconds, milliseconds);

export interface Amount {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

/** Records an amount of money under its currency: sums of several currencies say nothing. */
export const countMoney = (name: string, { amount, currency }: Amount): void =>
  void metrics.singleMetric().addDimension('currency', currency).addMetric(name, MetricUnit.NoUnit, amount);

interface MeasuredStep {
  /** The command: `AuthorizePayment`. */
  readonly step: string;
  /** failed: it is tried again, or a saga undoes what was done. */
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly milliseconds: number;
}

/**
 * Records how a step of a business process ended and how long it took, as one metric `StepDuration`: its number of
 * samples is how often. A custom metric is paid for by its combinations of dimensions, so there is no second one.
 */
export const measureStep = ({ step, outcome, milliseconds }: MeasuredStep): void =>
  void metrics
    .singleMetric()
    .addDimension('step', step)
    .addDimension('outcome', outcome)
    .addMetric('StepDuration', MetricUnit.Milliseconds, milliseconds);

/** Counts the first invocation of an execution environment, which waits for it to start. */
export const countColdStart = (functionName: string): void => metrics.captureColdStartMetric(functionName);

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
