import type { Resource } from '../../../../workspace/src/templates/template.ts';
import type { RecordedLine, RecordedMetric } from '../../../../local-cloud/src/testing/log-record.ts';
import type { Evidence } from '../evidence.ts';

// A service whose alarms have no gap, and what its tests logged and counted.

export type Resources = Readonly<Record<string, Resource>>;

export const TASK_LOG_GROUP = '/aws/ecs/tradewind-local';
const LOG_GROUP = '/aws/lambda/tradewind-shop-local-sell';
export const description = (runbook = 'function-errors.md', severity = 'critical') =>
  `Seats are sold out.\nOwner: @tradewind/shop\nSeverity: ${severity}\nRunbook: https://x.example/docs/runbooks/${runbook}`;

export const alarm = (properties: object, metadata?: Readonly<Record<string, unknown>>): Resource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmDescription: description(), AlarmActions: ['topic'], ...properties },
  ...(metadata && { Metadata: metadata }),
});
export const onMetric = (
  Namespace: string,
  MetricName: string,
  dimensions: Readonly<Record<string, unknown>> = {},
) => ({
  Namespace,
  MetricName,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});
export const functionDimension = { FunctionName: { Ref: 'Sell' } };
export const filter = (FilterPattern: string, metadata?: Readonly<Record<string, unknown>>): Resource => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: {
    LogGroupName: { Ref: 'SellLogs' },
    FilterPattern,
    MetricTransformations: [{ MetricNamespace: 'tradewind/local', MetricName: 'shop/SoldOut' }],
  },
  ...(metadata && { Metadata: metadata }),
});

export const indexDimensions = (GlobalSecondaryIndexName: string) => ({
  TableName: { Ref: 'Seats' },
  GlobalSecondaryIndexName,
});

export const monitoredResources: Resources = {
  Seats: { Type: 'AWS::DynamoDB::Table', Properties: { GlobalSecondaryIndexes: [{ IndexName: 'bySeat' }] } },
  Throttled: alarm(onMetric('AWS/DynamoDB', 'WriteThrottleEvents', indexDimensions('bySeat'))),
  FailedRecords: alarm(
    onMetric('tradewind/local', 'UnexpectedErrors', { service: 'shop', function_name: { Ref: 'Sell' } }),
  ),
  FailedSales: alarm(
    onMetric('tradewind/local', 'Sale', { service: 'shop', step: 'Sell', outcome: 'failed' }),
  ),
  Sell: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'dist/sell.handler' } },
  SellLogs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: LOG_GROUP } },
  Orders: {
    Type: 'AWS::SQS::Queue',
    Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Lost', 'Arn'] } } },
  },
  Lost: { Type: 'AWS::SQS::Queue' },
  Place: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
  Errors: alarm(onMetric('AWS/Lambda', 'Errors', functionDimension)),
  Depth: alarm(
    onMetric('AWS/SQS', 'ApproximateNumberOfMessagesVisible', {
      QueueName: { 'Fn::GetAtt': ['Lost', 'QueueName'] },
    }),
  ),
  Failed: alarm(onMetric('AWS/States', 'ExecutionsFailed', { StateMachineArn: { Ref: 'Place' } })),
  TimedOut: alarm(onMetric('AWS/States', 'ExecutionsTimedOut', { StateMachineArn: { Ref: 'Place' } })),
  Counted: alarm(onMetric('tradewind/local', 'Sold', { service: 'shop' })),
  SoldOutFilter: filter('{ $.event = "seat.sold-out" }'),
  SoldOut: alarm(onMetric('tradewind/local', 'shop/SoldOut')),
};

export const line = (entry: object, rest: Partial<RecordedLine> = {}): RecordedLine => ({
  service: 'shop',
  function: 'sell',
  logGroup: LOG_GROUP,
  line: { level: 'INFO', ...entry },
  ...rest,
});
export const failed = { level: 'ERROR', event: 'sale.failed' };
const counted = (name: string, dimensions: Readonly<Record<string, string>>): RecordedMetric => ({
  service: 'shop',
  function: 'sell',
  metric: { namespace: 'tradewind/local', name, dimensions },
});
export const evidence: Evidence = {
  lines: [line({ event: 'seat.sold-out' }), line(failed, { isCounted: true })],
  metrics: [
    counted('Sold', { service: 'shop' }),
    counted('Sale', { service: 'shop', step: 'Sell', outcome: 'failed' }),
    counted('UnexpectedErrors', { service: 'books', function_name: 'tradewind-books-local-read' }),
  ],
  catalogs: [
    {
      folder: 'services/shop',
      events: {
        'sale.failed': { level: 'error', description: 'No.', fields: {} },
        'seat.sold-out': { level: 'info', description: 'No.', fields: { seatId: 'id', price: 'amount' } },
      },
    },
  ],
  logGroups: new Map([['/tradewind/local/platform/task-log-group-name', TASK_LOG_GROUP]]),
  runbooks: new Set(['function-errors.md', 'README.md']),
};
