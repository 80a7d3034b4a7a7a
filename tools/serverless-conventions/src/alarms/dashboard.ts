import type { TemplateResource } from '../osls.ts';
import { metricNamespace } from './declared-alarms.ts';

interface Widget {
  readonly title: string;
  /** Searches rather than names: what a service gets later is on its dashboard at once. */
  readonly searches: readonly string[];
}

const PERIOD_SECONDS = 300;
// The grid of a dashboard is 24 wide: two graphs in a row.
const WIDGET = { width: 12, height: 6 };

/**
 * The dashboard of a service: which of its alarms ring, what came in, what failed, what waits, and its business.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 *
 * @param alarmIds  logical ids of the alarms on top: the composite ones
 */
export const dashboard = (
  alarmIds: readonly string[],
  { service, stage }: { readonly service: string; readonly stage: string },
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
          ...widgets(service, stage).map(graph),
        ],
      }),
    },
  },
});

const widgets = (service: string, stage: string): Widget[] => {
  const [named, own] = [`tradewind-${service}-${stage}`, metricNamespace(stage)];
  return [
    { title: 'Requests', searches: [search('AWS/ApiGateway,ApiName,Stage', named, 'Count', 'Sum')] },
    {
      title: 'Failed requests, and the slowest hundredth (ms)',
      searches: [
        search('AWS/ApiGateway,ApiName,Stage', named, '5XXError', 'Sum'),
        search('AWS/ApiGateway,ApiName,Stage', named, 'Latency', 'p99'),
      ],
    },
    { title: 'Errors', searches: [search('AWS/Lambda,FunctionName', named, 'Errors', 'Sum')] },
    { title: 'Duration, p99 (ms)', searches: [search('AWS/Lambda,FunctionName', named, 'Duration', 'p99')] },
    {
      title: 'Messages waiting',
      searches: [search('AWS/SQS,QueueName', named, 'ApproximateNumberOfMessagesVisible', 'Maximum')],
    },
    {
      title: 'Executions that failed',
      searches: [search('AWS/States,StateMachineArn', named, 'ExecutionsFailed', 'Sum')],
    },
    {
      title: 'Business',
      searches: [`SEARCH('{${own},service} service="${service}"', 'Sum', ${PERIOD_SECONDS})`],
    },
  ];
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html */
const search = (schema: string, text: string, metric: string, statistic: string): string =>
  `SEARCH('{${schema}} "${text}" MetricName="${metric}"', '${statistic}', ${PERIOD_SECONDS})`;

const graph = ({ title, searches }: Widget) => ({
  type: 'metric',
  ...WIDGET,
  properties: {
    title,
    region: '${AWS::Region}',
    view: 'timeSeries',
    period: PERIOD_SECONDS,
    metrics: searches.map((expression, index) => [{ expression, id: `e${index + 1}` }]),
  },
});
