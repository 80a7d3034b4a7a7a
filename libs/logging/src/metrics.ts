import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics();

/** Counts a business event, such as `OrderPlaced`. The metric is written to the log in embedded metric format (EMF). */
export const count = (name: string, increment = 1): void =>
  void metrics.addMetric(name, MetricUnit.Count, increment);

/** Records a duration in milliseconds. */
export const measure = (name: string, milliseconds: number): void =>
  void metrics.addMetric(name, MetricUnit.Milliseconds, milliseconds);

/** An amount of money. */
export interface Amount {
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
}

/** Records an amount of money with its currency as a dimension: a sum over several currencies has no meaning. */
export const countMoney = (name: string, { amount, currency }: Amount): void =>
  void metrics.singleMetric().addDimension('currency', currency).addMetric(name, MetricUnit.NoUnit, amount);

interface Step {
  /** The command: `AuthorizePayment`. */
  readonly step: string;
  /** failed: the step is retried, or the saga compensates the earlier steps. */
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly milliseconds: number;
}

/**
 * Records the outcome and duration of a step of a saga as the metric `StepDuration`. Its sample count is the number of
 * steps: CloudWatch bills each combination of dimensions, so there is no separate count.
 */
export const recordStep = ({ step, outcome, milliseconds }: Step): void =>
  void metrics
    .singleMetric()
    .addDimension('step', step)
    .addDimension('outcome', outcome)
    .addMetric('StepDuration', MetricUnit.Milliseconds, milliseconds);

/** Counts a cold start, the first invocation of an execution environment. Later calls do nothing. */
export const countColdStart = (functionName: string): void => metrics.captureColdStartMetric(functionName);

/**
 * Counts a record that failed in a partly failed batch, as `UnexpectedErrors`. Lambda's `Errors` metric does not include
 * it; the error alarm of a function adds both metrics.
 */
export function countFailedRecord(): void {
  metrics
    .singleMetric()
    .addDimension('function_name', process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'none')
    .addMetric('UnexpectedErrors', MetricUnit.Count, 1);
}

/**
 * Counts a command that was refused, as `RefusedCommands`. Lambda's `Errors` metric includes it, because a state machine
 * catches a refusal as an error; the error alarm of the function subtracts it.
 */
export function countRefusedCommand(): void {
  metrics
    .singleMetric()
    .addDimension('function_name', process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'none')
    .addMetric('RefusedCommands', MetricUnit.Count, 1);
}

/** Writes the metrics recorded since the last call, if any. */
export const publishMetrics = (): void => {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
};
