import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createAlarmMonitor, type AlarmMonitor } from '../../src/services/cloudwatch/alarms/alarm-monitor.ts';
import { createCloudWatchService } from '../../src/services/cloudwatch/cloudwatch-service.ts';
import { inMemoryLogEvents } from '../../src/services/cloudwatch/logs/log-events.ts';
import { serve, type ServedService } from '../workflows/serve-service.ts';

const MINUTE_MS = 60_000;
const START = new Date('2030-01-01T12:00:00Z');
const functionName = 'tradewind-orders-local-place-order';

let clock: { at: number; nowMs: () => number };
let monitor: AlarmMonitor;
let actions: string[];
let served: ServedService;
let client: CloudWatchClient;
let deploy: (type: string, properties: Record<string, unknown>) => Promise<unknown>;

beforeEach(async () => {
  clock = { at: START.getTime(), nowMs: () => clock.at };
  actions = [];
  monitor = createAlarmMonitor({
    clock,
    queues: () => [],
    onChange: () => {},
    onAction: (action, { name, state }) => actions.push(`${action} ${name} ${state}`),
  });
  const service = createCloudWatchService({
    monitor,
    clock,
    logEvents: inMemoryLogEvents({ clock }),
    warn: (message) => {
      throw new Error(message);
    },
  });
  deploy = (type, properties) =>
    service.resources[type]!.deploy({
      service: 'orders',
      serviceFolder: '/services/orders',
      stackName: 'tradewind-orders-local',
      logicalId: 'Thing',
      type,
      properties,
    });
  served = await serve(service);
  client = new CloudWatchClient({
    region: 'us-east-1',
    endpoint: served.endpointUrl,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await served.stop();
});

const invoke = (outcome: 'success' | 'error', durationMillis = 10) =>
  monitor.recordInvocation({ functionName, requestId: 'r', outcome, durationMillis });
const deployErrorAlarm = () =>
  deploy('AWS::CloudWatch::Alarm', {
    AlarmName: 'place-order-errors',
    AlarmDescription: 'Orders cannot be placed.',
    AlarmActions: ['arn:topic'],
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: functionName }],
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  });

describe('alarms', () => {
  it('are described with their properties, state and reason', async () => {
    await deployErrorAlarm();
    await deploy('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: 'critical',
      AlarmRule: 'ALARM("place-order-errors")',
    });
    invoke('error');
    monitor.alarms();
    const AlarmTypes = ['MetricAlarm', 'CompositeAlarm'] as const;
    const { MetricAlarms, CompositeAlarms } = await client.send(
      new DescribeAlarmsCommand({ AlarmTypes: [...AlarmTypes] }),
    );
    expect(MetricAlarms).toMatchObject([
      {
        AlarmName: 'place-order-errors',
        AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:place-order-errors',
        StateValue: 'ALARM',
        StateReason: 'Threshold Crossed: 1 datapoint [1] was greater than the threshold (0).',
        StateUpdatedTimestamp: START,
        Threshold: 0,
        Dimensions: [{ Name: 'FunctionName', Value: functionName }],
      },
    ]);
    expect(CompositeAlarms).toMatchObject([
      { AlarmName: 'critical', StateValue: 'ALARM', StateReason: 'In state ALARM: place-order-errors.' },
    ]);
    const metricAlarms = await client.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }));
    expect(metricAlarms.CompositeAlarms).toEqual([]);
  });

  it('are listed by page', async () => {
    for (const name of ['a', 'b', 'c'])
      await deploy('AWS::CloudWatch::CompositeAlarm', { AlarmName: name, AlarmRule: 'FALSE' });
    const input = { AlarmTypes: ['CompositeAlarm' as const], MaxRecords: 2 };
    const first = await client.send(new DescribeAlarmsCommand(input));
    const second = await client.send(new DescribeAlarmsCommand({ ...input, NextToken: first.NextToken }));
    expect(
      [first, second].map(({ CompositeAlarms }) => CompositeAlarms?.map(({ AlarmName }) => AlarmName)),
    ).toEqual([['a', 'b'], ['c']]);
    expect(second.NextToken).toBeUndefined();
  });

  it('keep a history of states and actions, newest first', async () => {
    await deployErrorAlarm();
    monitor.alarms();
    invoke('error');
    monitor.alarms();
    clock.at += 2 * MINUTE_MS;
    monitor.alarms();
    const { AlarmHistoryItems } = await client.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'place-order-errors' }),
    );
    expect(AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm updated from ALARM to OK',
      'Published the state ALARM to arn:topic',
      'Alarm updated from OK to ALARM',
    ]);
    expect(AlarmHistoryItems?.[0]?.Timestamp).toEqual(new Date(START.getTime() + 2 * MINUTE_MS));
    const updates = await client.send(new DescribeAlarmHistoryCommand({ HistoryItemType: 'Action' }));
    expect(updates.AlarmHistoryItems).toHaveLength(1);
  });

  it('take a state and trigger its actions until the next evaluation', async () => {
    await deployErrorAlarm();
    monitor.alarms();
    await client.send(
      new SetAlarmStateCommand({
        AlarmName: 'place-order-errors',
        StateValue: 'ALARM',
        StateReason: 'Test of the notification.',
      }),
    );
    const described = await client.send(new DescribeAlarmsCommand({}));
    expect(described.MetricAlarms).toMatchObject([
      { StateValue: 'ALARM', StateReason: 'Test of the notification.' },
    ]);
    expect(actions).toEqual(['arn:topic place-order-errors ALARM']);
    expect(monitor.alarms()).toMatchObject([{ state: 'OK' }]);
  });

  it('that do not exist cannot be set', () =>
    expect(
      client.send(new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: '' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFound' }));
});

describe('metrics', () => {
  const range = () => ({
    StartTime: new Date(START.getTime() - 10 * MINUTE_MS),
    EndTime: new Date(clock.at + MINUTE_MS),
  });
  const Metric = {
    Namespace: 'AWS/Lambda',
    MetricName: 'Invocations',
    Dimensions: [{ Name: 'FunctionName', Value: functionName }],
  };

  it('are listed by namespace, name and dimension', async () => {
    invoke('success');
    const { Metrics } = await client.send(
      new ListMetricsCommand({ Namespace: 'AWS/Lambda', Dimensions: Metric.Dimensions }),
    );
    expect(Metrics?.map(({ MetricName }) => MetricName)).toEqual([
      'Throttles',
      'Invocations',
      'Errors',
      'Duration',
    ]);
    const named = await client.send(new ListMetricsCommand({ MetricName: 'Invocations' }));
    expect(named.Metrics).toEqual([Metric]);
  });

  it('are read by period, oldest or newest first', async () => {
    invoke('success');
    invoke('success');
    clock.at += MINUTE_MS;
    invoke('success');
    const MetricDataQueries = [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Sum' } }];
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({ ...range(), MetricDataQueries, ScanBy: 'TimestampAscending' }),
    );
    expect(MetricDataResults).toEqual([
      {
        Id: 'm',
        Label: 'Invocations',
        Timestamps: [START, new Date(START.getTime() + MINUTE_MS)],
        Values: [2, 1],
        StatusCode: 'Complete',
      },
    ]);
    const newest = await client.send(new GetMetricDataCommand({ ...range(), MetricDataQueries }));
    expect(newest.MetricDataResults?.[0]?.Values).toEqual([1, 2]);
  });

  it('are combined by metric math', async () => {
    invoke('success');
    invoke('error');
    const stat = (MetricName: string) => ({ Metric: { ...Metric, MetricName }, Period: 60, Stat: 'Sum' });
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        ...range(),
        MetricDataQueries: [
          { Id: 'errors', MetricStat: stat('Errors'), ReturnData: false },
          { Id: 'invocations', MetricStat: stat('Invocations'), ReturnData: false },
          { Id: 'rate', Expression: '100 * FILL(errors, 0) / invocations', Label: 'error rate' },
        ],
      }),
    );
    expect(MetricDataResults).toMatchObject([{ Id: 'rate', Label: 'error rate', Values: [50] }]);
  });

  it('are found by a search expression, one series per metric or summed', async () => {
    invoke('success');
    monitor.recordInvocation({
      functionName: 'tradewind-orders-local-get-order',
      requestId: 'r',
      outcome: 'success',
      durationMillis: 1,
    });
    const search = `SEARCH('{AWS/Lambda,FunctionName} "tradewind-orders-local" MetricName="Invocations"', 'Sum', 300)`;
    const { MetricDataResults } = await client.send(
      new GetMetricDataCommand({
        ...range(),
        MetricDataQueries: [
          { Id: 'e1', Expression: search },
          { Id: 'e2', Expression: `SUM(${search})`, Label: 'all' },
        ],
      }),
    );
    expect(MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values])).toEqual([
      ['e1', functionName, [1]],
      ['e1', 'tradewind-orders-local-get-order', [1]],
      ['e2', 'all', [2]],
    ]);
  });

  it('have statistics and percentiles', async () => {
    for (const duration of [1, 2, 3, 10]) invoke('success', duration);
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        ...Metric,
        ...range(),
        MetricName: 'Duration',
        Period: 60,
        Statistics: ['Average', 'Maximum', 'SampleCount'],
      }),
    );
    expect(Datapoints).toMatchObject([{ Timestamp: START, Average: 4, Maximum: 10, SampleCount: 4 }]);
    const percentile = await client.send(
      new GetMetricStatisticsCommand({
        ...Metric,
        ...range(),
        MetricName: 'Duration',
        Period: 60,
        ExtendedStatistics: ['p50'],
      }),
    );
    expect(percentile.Datapoints).toMatchObject([{ ExtendedStatistics: { p50: 2 } }]);
  });

  it.each([
    { Id: 'e', Expression: 'RATE(m)' },
    { Id: 'e', MetricStat: { Metric, Period: 60, Stat: 'tm99' } },
    { Id: 'e', MetricStat: { Metric, Period: 5, Stat: 'Sum' } },
  ])('reject what the local cloud cannot evaluate: %j', (query) =>
    expect(
      client.send(new GetMetricDataCommand({ ...range(), MetricDataQueries: [query] })),
    ).rejects.toMatchObject({ name: 'ValidationException' }),
  );
});

describe('dashboards', () => {
  it('are returned as deployed', async () => {
    const DashboardBody = JSON.stringify({ widgets: [] });
    await deploy('AWS::CloudWatch::Dashboard', { DashboardName: 'tradewind-orders-local', DashboardBody });
    const { DashboardEntries } = await client.send(new ListDashboardsCommand({}));
    expect(DashboardEntries).toMatchObject([
      { DashboardName: 'tradewind-orders-local', LastModified: START, Size: 14 },
    ]);
    expect(
      await client.send(new GetDashboardCommand({ DashboardName: 'tradewind-orders-local' })),
    ).toMatchObject({ DashboardBody });
    await expect(client.send(new GetDashboardCommand({ DashboardName: 'none' }))).rejects.toMatchObject({
      name: 'DashboardNotFoundError',
    });
  });
});
