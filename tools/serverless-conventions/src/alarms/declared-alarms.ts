import type { Template, TemplateResource } from '../osls.ts';
import {
  expressionAbove,
  metricAbove,
  untestedBecause,
  type Alarm,
  type AlarmPlace,
  type Severity,
} from './alarm.ts';
import { functionName, resourcesOf } from './resources.ts';

/**
 * An alarm on what a service itself logs or counts, under its name in `custom.alarms` of a serverless.yml:
 *
 * ```yaml
 * payment-provider-failing:
 *   description: The payment provider does not answer.
 *   severity: critical
 *   runbook: payment-provider-failing.md
 *   functions: [authorize-payment, capture-payment]
 *   pattern: '{ $.event = "payment.provider-failed" }'
 *   above: 5
 *   periodSeconds: 300
 * ```
 *
 * `metric: StockMismatches` in place of `functions` and `pattern` watches what the code counts; `metrics` and
 * `expression` watch how several of these relate, in metric math:
 *
 * ```yaml
 * metrics: { declined: PaymentDeclined, authorized: PaymentAuthorized }
 * expression: declined / (declined + FILL(authorized, 0))
 * ```
 */
export interface DeclaredAlarm {
  readonly description: string;
  readonly severity: Severity;
  readonly runbook: string;
  /** Keys in serverless.yml, or logical ids of log groups; with `pattern`. */
  readonly functions?: readonly string[];
  /** In their place: the name of a log group of another stack, such as that of tasks. */
  readonly logGroup?: string;
  readonly pattern?: string;
  /** A metric that the code counts, instead. */
  readonly metric?: string;
  /** Metrics that the code counts, by the names that `expression` has for them. */
  readonly metrics?: Readonly<Record<string, string>>;
  readonly expression?: string;
  /** Whose metric, where it is one of AWS for the whole account, such as `AWS/SES`. */
  readonly namespace?: string;
  /** `Sum` unless told. */
  readonly statistic?: string;
  /** What periods without a value count as: `notBreaching` unless told. */
  readonly missingData?: 'notBreaching' | 'ignore' | 'breaching';
  /** Why no test makes happen what it watches, where none can: tools/checks/src/alarm-coverage wants to see it otherwise. */
  readonly neverInTests?: string;
  readonly above?: number;
  readonly periodSeconds?: number;
  readonly periods?: number;
}

interface Declared {
  readonly alarms: readonly Alarm[];
  readonly metricFilters: Readonly<Record<string, TemplateResource>>;
}

/** @throws Error naming an alarm that watches nothing, or a function that there is not */
export function declaredAlarms(
  declared: Readonly<Record<string, DeclaredAlarm>>,
  template: Template,
  place: AlarmPlace,
): Declared {
  const made = Object.entries(declared).map(([name, alarm]) => one(name, alarm, template, place));
  return {
    alarms: made.map(({ alarm }) => alarm),
    metricFilters: Object.assign({}, ...made.map(({ filters }) => filters)) as Declared['metricFilters'],
  };
}

/** Where the code's own metrics go, and those of metric filters: a stage apart from the others of its account. */
export const metricNamespace = (stage: string): string => `tradewind/${stage}`;

function one(name: string, declared: DeclaredAlarm, template: Template, place: AlarmPlace) {
  const {
    description,
    severity,
    runbook,
    above = 0,
    periodSeconds = 300,
    periods = 1,
    statistic = 'Sum',
  } = declared;
  const { metric: counted, namespace, missingData, neverInTests } = declared;
  const logicalId = `${pascal(name)}Alarm`;
  const isComputed = declared.expression !== undefined;
  const condition = isComputed
    ? computedCondition(declared, place)
    : metricAbove({
        namespace: namespace ?? metricNamespace(place.stage),
        metric: counted ?? filteredMetric(name, place),
        // Powertools gives what code counts its service as dimension; a metric filter's sum has none.
        dimensions: { ...(counted !== undefined && namespace === undefined && { service: place.service }) },
        statistic,
        above,
        periodSeconds,
        periods,
      });
  const alarm: Alarm = {
    logicalId,
    name,
    description,
    severity,
    runbook,
    condition: missing(condition, missingData),
    // Without a value it keeps its state, for as long as none comes.
    isLasting: missingData === 'ignore',
    ...(neverInTests !== undefined && { neverInTests }),
  };
  const isFiltered = counted === undefined && !isComputed;
  return { alarm, filters: isFiltered ? filtersOf(name, declared, template, place) : {} };
}

function computedCondition(
  {
    metrics = {},
    expression = '',
    above = 0,
    periodSeconds = 300,
    periods = 1,
    statistic = 'Sum',
  }: DeclaredAlarm,
  { service, stage }: AlarmPlace,
): Alarm['condition'] {
  const counted = (metric: string) => ({
    namespace: metricNamespace(stage),
    metric,
    dimensions: { service },
    statistic,
    periodSeconds,
  });
  const named = Object.entries(metrics).map(([id, metric]) => [id, counted(metric)]);
  return expressionAbove({ expression, metrics: Object.fromEntries(named), above, periods });
}

const missing = (condition: Alarm['condition'], treat: DeclaredAlarm['missingData']): Alarm['condition'] =>
  treat === undefined ? condition : { ...condition, TreatMissingData: treat };

const filteredMetric = (name: string, { service }: AlarmPlace): string => `${service}/${pascal(name)}`;

function filtersOf(
  name: string,
  { functions = [], logGroup, pattern, neverInTests }: DeclaredAlarm,
  { Resources: resources }: Template,
  place: AlarmPlace,
): Record<string, TemplateResource> {
  const logGroups = [
    ...functions.map((fn) => ({ Ref: logGroupOf(fn, { alarm: name, resources }) })),
    ...(logGroup === undefined ? [] : [logGroup]),
  ];
  if (pattern === undefined || logGroups.length === 0)
    throw new Error(
      `Alarm ${name} watches nothing: give it "functions" or "logGroup" and "pattern", or "metric".`,
    );
  return Object.fromEntries(
    logGroups.map((LogGroupName, index) => [
      `${pascal(name)}Filter${index + 1}`,
      {
        Type: 'AWS::Logs::MetricFilter',
        ...untestedBecause(neverInTests),
        Properties: {
          LogGroupName,
          FilterPattern: pattern,
          MetricTransformations: [
            {
              MetricNamespace: metricNamespace(place.stage),
              MetricName: filteredMetric(name, place),
              MetricValue: '1',
              DefaultValue: 0,
            },
          ],
        },
      },
    ]),
  );
}

function logGroupOf(
  fn: string,
  { alarm, resources }: { readonly alarm: string; readonly resources: Template['Resources'] },
): string {
  if (resources[fn]?.Type === 'AWS::Logs::LogGroup') return fn;
  const found = resourcesOf(resources, 'AWS::Lambda::Function').find(
    ([, resource]) => functionName(resource) === fn,
  );
  if (found) return found[0].replace(/LambdaFunction$/, 'LogGroup');
  throw new Error(`Alarm ${alarm} watches ${fn}, and the service has no function or log group of that name.`);
}

const pascal = (kebabCase: string): string =>
  kebabCase.replaceAll(/(?:^|-)([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
