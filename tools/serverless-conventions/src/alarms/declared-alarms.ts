import type { Template, TemplateResource } from '../template.ts';
import {
  expressionAbove,
  metricAbove,
  neverInTestsMetadata,
  type Alarm,
  type AlarmContext,
  type Severity,
} from './alarm.ts';
import { functionKey, resourcesOfType } from './resources.ts';

/**
 * An alarm on the logs or metrics of a service, declared by name under `custom.alarms` in serverless.yml:
 *
 * ```yaml
 * payment-provider-failing:
 *   description: The payment provider does not respond; customers cannot complete checkouts.
 *   severity: critical
 *   runbook: payment-provider-failing.md
 *   functions: [authorize-payment, capture-payment]
 *   pattern: '{ $.event = "payment.provider-failed" }'
 *   above: 5
 *   periodSeconds: 300
 * ```
 *
 * `functions` and `pattern` create a metric filter. `metric: StockMismatches` instead evaluates a metric that the code
 * counts, and `metrics` with `expression` evaluate metric math over several of them:
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
  /** Function keys in serverless.yml, or logical ids of log groups, to which `pattern` applies. */
  readonly functions?: readonly string[];
  /** The name of a log group of another stack, such as that of ECS tasks, instead of `functions`. */
  readonly logGroup?: string;
  /** A CloudWatch Logs filter pattern. */
  readonly pattern?: string;
  /** A metric that the code counts, instead of `pattern`. */
  readonly metric?: string;
  /** Metrics that the code counts, by their ids in `expression`. */
  readonly metrics?: Readonly<Record<string, string>>;
  /** Metric math over the ids of `metrics`. */
  readonly expression?: string;
  /** The namespace of `metric` if it is an account-wide metric of AWS, such as `AWS/SES`. */
  readonly namespace?: string;
  /** `Sum` by default. */
  readonly statistic?: string;
  /** How periods without data are evaluated; `notBreaching` by default. With `ignore` the alarm keeps its state. */
  readonly treatMissingData?: 'notBreaching' | 'ignore' | 'breaching';
  /** The reason why no test can make the alarm fire; `npm run checks -- alarm-coverage` requires a test otherwise. */
  readonly neverInTests?: string;
  /** The threshold: the alarm fires above it. 0 by default. */
  readonly above?: number;
  /** 300 by default. */
  readonly periodSeconds?: number;
  /** The number of consecutive periods that have to be above the threshold; 1 by default. */
  readonly evaluationPeriods?: number;
}

interface Declared {
  readonly alarms: readonly Alarm[];
  readonly metricFilters: Readonly<Record<string, TemplateResource>>;
}

/**
 * Creates the declared alarms and their metric filters.
 *
 * @throws Error if an alarm has neither a metric nor a pattern, or names an unknown function
 */
export function declaredAlarms(
  declared: Readonly<Record<string, DeclaredAlarm>>,
  template: Template,
  context: AlarmContext,
): Declared {
  const declarations = Object.entries(declared).map(([name, alarm]) =>
    declaredAlarm(name, alarm, template, context),
  );
  return {
    alarms: declarations.map(({ alarm }) => alarm),
    metricFilters: Object.assign(
      {},
      ...declarations.map(({ filters }) => filters),
    ) as Declared['metricFilters'],
  };
}

/** The namespace of metrics from code and metric filters, which separates the stages of an account. */
export const metricNamespace = (stage: string): string => `tradewind/${stage}`;

function declaredAlarm(name: string, declared: DeclaredAlarm, template: Template, context: AlarmContext) {
  const {
    description,
    severity,
    runbook,
    above = 0,
    periodSeconds = 300,
    evaluationPeriods = 1,
    statistic = 'Sum',
  } = declared;
  const { metric: counted, namespace, treatMissingData, neverInTests } = declared;
  const logicalId = `${toPascalCase(name)}Alarm`;
  const isComputed = declared.expression !== undefined;
  const condition = isComputed
    ? computedCondition(declared, context)
    : metricAbove({
        namespace: namespace ?? metricNamespace(context.stage),
        metric: counted ?? filteredMetric(name, context),
        // Powertools adds the dimension `service` to metrics of the code; a metric filter has no dimensions.
        dimensions: { ...(counted !== undefined && namespace === undefined && { service: context.service }) },
        statistic,
        above,
        periodSeconds,
        evaluationPeriods,
      });
  const alarm: Alarm = {
    logicalId,
    name,
    description,
    severity,
    runbook,
    condition: missing(condition, treatMissingData),
    // Without data, the alarm keeps its state.
    isPersistent: treatMissingData === 'ignore',
    ...(neverInTests !== undefined && { neverInTests }),
  };
  const isFiltered = counted === undefined && !isComputed;
  return { alarm, filters: isFiltered ? filtersOf(name, declared, template, context) : {} };
}

function computedCondition(
  {
    metrics = {},
    expression = '',
    above = 0,
    periodSeconds = 300,
    evaluationPeriods = 1,
    statistic = 'Sum',
  }: DeclaredAlarm,
  { service, stage }: AlarmContext,
): Alarm['condition'] {
  const counted = (metric: string) => ({
    namespace: metricNamespace(stage),
    metric,
    dimensions: { service },
    statistic,
    periodSeconds,
  });
  const named = Object.entries(metrics).map(([id, metric]) => [id, counted(metric)]);
  return expressionAbove({ expression, metrics: Object.fromEntries(named), above, evaluationPeriods });
}

const missing = (
  condition: Alarm['condition'],
  treat: DeclaredAlarm['treatMissingData'],
): Alarm['condition'] => (treat === undefined ? condition : { ...condition, TreatMissingData: treat });

const filteredMetric = (name: string, { service }: AlarmContext): string =>
  `${service}/${toPascalCase(name)}`;

function filtersOf(
  name: string,
  { functions = [], logGroup, pattern, neverInTests }: DeclaredAlarm,
  { Resources: resources }: Template,
  context: AlarmContext,
): Record<string, TemplateResource> {
  const logGroups = [
    ...functions.map((fn) => ({ Ref: logGroupOf(fn, { alarm: name, resources }) })),
    ...(logGroup === undefined ? [] : [logGroup]),
  ];
  if (pattern === undefined || logGroups.length === 0)
    throw new Error(
      `The alarm ${name} has no metric. Set "metric", or "pattern" with "functions" or "logGroup".`,
    );
  return Object.fromEntries(
    logGroups.map((LogGroupName, index) => [
      `${toPascalCase(name)}Filter${index + 1}`,
      {
        Type: 'AWS::Logs::MetricFilter',
        ...neverInTestsMetadata(neverInTests),
        Properties: {
          LogGroupName,
          FilterPattern: pattern,
          MetricTransformations: [
            {
              MetricNamespace: metricNamespace(context.stage),
              MetricName: filteredMetric(name, context),
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
  const found = resourcesOfType(resources, 'AWS::Lambda::Function').find(
    ([, resource]) => functionKey(resource) === fn,
  );
  if (found) return found[0].replace(/LambdaFunction$/, 'LogGroup');
  throw new Error(
    `The alarm ${alarm} names ${fn}, but the service has no such function or log group. Fix the name.`,
  );
}

const toPascalCase = (kebabCase: string): string =>
  kebabCase.replaceAll(/(?:^|-)([a-z0-9])/g, (_match, first: string) => first.toUpperCase());
