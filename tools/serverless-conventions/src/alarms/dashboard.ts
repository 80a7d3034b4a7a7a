// osls requires a plugin to be a package of its own, in which the #libs of the workspace do not resolve.
import type { MetricCatalog } from '../../../../libs/logging/src/index.ts';
import type { TemplateResource } from '../template.ts';
import { metricNamespace } from './declared-alarms.ts';

interface Widget {
  readonly title: string;
  /** Search expressions for AWS metrics, so that new resources of a service appear without a change. */
  readonly searches?: readonly string[];
  /** `[namespace, name, dimension, value, …]` */
  readonly metrics?: readonly (readonly unknown[])[];
}

const PERIOD_SECONDS = 300;
// The grid of a dashboard has 24 columns: two graphs per row.
const WIDGET = { width: 12, height: 6 };

/**
 * Creates the dashboard of a service: alarms, requests, failures, waiting messages and business metrics.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 *
 * @param alarmIds  logical ids of the alarms to show at the top
 * @param metrics   the business metrics of the service
 */
export const dashboard = (
  alarmIds: readonly string[],
  { service, stage }: { readonly service: string; readonly stage: string },
  metrics: MetricCatalog,
): TemplateResource => ({
  Type: 'AWS::CloudWatch::Dashboard',
  Properties: {
    DashboardName: `tradewind-${service}-${stage}`,
    DashboardBody: {
      'Fn::Sub': JSON.stringify({
        widgets: [
          {
            type: 'alarm',
            width: 24,
            height: 2,
            properties: { title: 'Alarms', alarms: alarmIds.map((id) => `\${${id}.Arn}`) },
          },
          ...widgets(service, stage, metrics).map(graph),
        ],
      }),
    },
  },
});

const widgets = (service: string, stage: string, metrics: MetricCatalog): Widget[] => {
  const [named, own] = [`tradewind-${service}-${stage}`, metricNamespace(stage)];
  return [
    { title: 'Requests', searches: [search('AWS/ApiGateway,ApiName,Stage', named, 'Count', 'Sum')] },
    {
      title: 'Failed requests',
      searches: [search('AWS/ApiGateway,ApiName,Stage', named, '5XXError', 'Sum')],
    },
    {
      title: 'Latency, p99 (ms)',
      searches: [search('AWS/ApiGateway,ApiName,Stage', named, 'Latency', 'p99')],
    },
    { title: 'Errors', searches: [search('AWS/Lambda,FunctionName', named, 'Errors', 'Sum')] },
    { title: 'Duration, p99 (ms)', searches: [search('AWS/Lambda,FunctionName', named, 'Duration', 'p99')] },
    {
      title: 'Messages waiting',
      searches: [search('AWS/SQS,QueueName', named, 'ApproximateNumberOfMessagesVisible', 'Maximum')],
    },
    {
      title: 'Failed executions',
      searches: [search('AWS/States,StateMachineArn', named, 'ExecutionsFailed', 'Sum')],
    },
    ...businessWidgets(service, own, metrics),
    {
      title: 'Saga steps, by outcome',
      searches: [ofService(`${own},outcome,service,step`, service, 'StepDuration', 'SampleCount')],
    },
    {
      title: 'Saga steps, p99 (ms)',
      searches: [ofService(`${own},outcome,service,step`, service, 'StepDuration', 'p99')],
    },
  ];
};

/** Counts, durations and amounts have separate graphs, because they have no common scale. */
function businessWidgets(service: string, namespace: string, catalog: MetricCatalog): Widget[] {
  const namesOf = (kind: string) =>
    Object.entries(catalog)
      .filter(([, metric]) => metric.kind === kind)
      .map(([name]) => name);
  const [counts, durations, sums] = [namesOf('count'), namesOf('milliseconds'), namesOf('money')];
  const metric = (name: string, options: object) => [namespace, name, 'service', service, options];
  return [
    ...(counts.length > 0
      ? [{ title: 'Business', metrics: counts.map((name) => metric(name, { stat: 'Sum' })) }]
      : []),
    ...(durations.length > 0
      ? [
          {
            title: 'Business, p50 and p99 (ms)',
            metrics: durations.flatMap((name) => [
              metric(name, { stat: 'p50', label: `${name} p50` }),
              metric(name, { stat: 'p99', label: `${name} p99` }),
            ]),
          },
        ]
      : []),
    ...(sums.length > 0
      ? [
          {
            title: 'Money, by currency (minor units)',
            searches: sums.map((name) => ofService(`${namespace},currency,service`, service, name, 'Sum')),
          },
        ]
      : []),
  ];
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
const search = (schema: string, text: string, metric: string, statistic: string): string =>
  `SEARCH('{${schema}} "${text}" MetricName="${metric}"', '${statistic}', ${PERIOD_SECONDS})`;

/** A namespace with other than alphanumeric characters is quoted. */
function ofService(schema: string, service: string, metric: string, statistic: string): string {
  const [namespace, ...dimensions] = schema.split(',');
  const quoted = [`"${namespace}"`, ...dimensions].join(',');
  return `SEARCH('{${quoted}} service="${service}" MetricName="${metric}"', '${statistic}', ${PERIOD_SECONDS})`;
}

const graph = ({ title, searches = [], metrics = [] }: Widget) => ({
  type: 'metric',
  ...WIDGET,
  properties: {
    title,
    region: '${AWS::Region}',
    view: 'timeSeries',
    period: PERIOD_SECONDS,
    metrics: [...metrics, ...searches.map((expression, index) => [{ expression, id: `e${index + 1}` }])],
  },
});
