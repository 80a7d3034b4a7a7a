import { describe, expect, it } from '@jest/globals';
import type { Template } from '../template.ts';
import type { AlarmContext } from './alarm.ts';
import { applyAlarms } from './apply-alarms.ts';
import type { DeclaredAlarm } from './declared-alarms.ts';

const context: AlarmContext = {
  service: 'orders',
  stage: 'dev',
  owner: '@tradewind/orders',
  runbooksUrl: 'https://example.test/runbooks',
};

const packaged = (): Template => ({
  Resources: {
    ApiGatewayRestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'dev-tradewind-orders' } },
    GetDashorderLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: {} },
    GetDashorderLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Handler: 'dist/get-order.handler', Timeout: 10 },
    },
    PublishLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { Handler: 'dist/publish.handler', Timeout: 10 },
    },
    PublishMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] },
        FunctionName: { 'Fn::GetAtt': ['PublishLambdaFunction', 'Arn'] },
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    RefundsMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['RefundsQueue', 'Arn'] },
        FunctionName: { 'Fn::GetAtt': ['GetDashorderLambdaFunction', 'Arn'] },
      },
    },
    OrdersTable: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    RefundsQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
    RefundsDeadLetterQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
    PlaceOrderStateMachine: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
  },
});

const catalog = {
  OrderPlaced: { kind: 'count', description: 'An order was confirmed.' },
  OrderValue: { kind: 'money', description: 'Total of the confirmed orders.' },
  CancellationDuration: { kind: 'milliseconds', description: 'Time to cancel.' },
} as const;

const applied = (declared: Record<string, DeclaredAlarm> = {}) => {
  const template = packaged();
  applyAlarms(template, declared, context, catalog);
  return template.Resources;
};

const names = (resources: Template['Resources'], type = 'AWS::CloudWatch::Alarm') =>
  Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => String(Properties['AlarmName']).replace('tradewind-orders-dev-', ''));

const providerFailing: DeclaredAlarm = {
  description: 'The payment provider does not respond.',
  severity: 'critical',
  runbook: 'payment-provider-failing.md',
  functions: ['get-order'],
  pattern: '{ $.event = "payment.provider-failed" }',
  above: 4,
};

describe('applyAlarms', () => {
  it('treats a queue with a dead-letter queue as one that another service consumes', () => {
    const template = packaged();
    const RedrivePolicy = { maxReceiveCount: 5 };
    template.Resources['CommandsQueue'] = { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy } };
    applyAlarms(template, {}, context);
    expect(names(template.Resources)).toContain('commands-age');
    expect(names(template.Resources)).not.toContain('commands-depth');
  });

  it('replaces a default alarm by a declared one of the same name', () => {
    const declared = {
      description: 'The check fails.',
      severity: 'critical',
      runbook: 'function-errors.md',
      functions: ['get-order'],
      pattern: '{ $.event = "trigger.failed" }',
    } as const;
    const resources = applied({ 'get-order-errors': declared });
    expect(names(resources).filter((name) => name.endsWith('get-order-errors'))).toHaveLength(1);
    expect(resources).not.toHaveProperty('GetDashorderLambdaFunctionErrorsAlarm');
    expect(resources['GetOrderErrorsAlarm']?.Properties).toMatchObject({ Statistic: 'Sum' });
  });

  it('adds the reported errors of single records to the errors of a function', () => {
    const { Properties } = applied()['PublishLambdaFunctionErrorsAlarm']!;
    const metrics = Properties['Metrics'] as { MetricStat?: { Metric: object } }[];
    expect(metrics[0]).toMatchObject({ Expression: 'FILL(thrown, 0) + FILL(reported, 0)' });
    expect(metrics[2]!.MetricStat!.Metric).toEqual({
      Namespace: 'tradewind/dev',
      MetricName: 'UnexpectedErrors',
      Dimensions: [
        { Name: 'service', Value: 'orders' },
        { Name: 'function_name', Value: { Ref: 'PublishLambdaFunction' } },
      ],
    });
    expect(applied()['GetDashorderLambdaFunctionErrorsAlarm']!.Properties).toMatchObject({
      MetricName: 'Errors',
    });
  });

  it('subtracts the refused commands from the errors of a function that only state machines invoke', () => {
    const template = packaged();
    template.Resources['PlaceDashorderLambdaFunction'] = {
      Type: 'AWS::Lambda::Function',
      Properties: { Handler: 'dist/place-order.handler', Timeout: 10 },
    };
    applyAlarms(template, {}, context);
    const { Properties } = template.Resources['PlaceDashorderLambdaFunctionErrorsAlarm']!;
    const metrics = Properties['Metrics'] as { MetricStat?: { Metric: object } }[];
    expect(metrics[0]).toMatchObject({ Expression: 'FILL(thrown, 0) - FILL(refused, 0)' });
    expect(metrics[2]!.MetricStat!.Metric).toMatchObject({ MetricName: 'RefusedCommands' });
  });

  it('evaluates the indexes of a table in addition to the table', () => {
    const template = packaged();
    const GlobalSecondaryIndexes = [{ IndexName: 'byDay' }, { IndexName: 'byOwner' }];
    template.Resources['OrdersTable'] = {
      Type: 'AWS::DynamoDB::Table',
      Properties: { GlobalSecondaryIndexes },
    };
    applyAlarms(template, {}, context);
    const { Metrics } = template.Resources['OrdersTableThrottlesAlarm']!.Properties;
    const evaluated = (Metrics as { MetricStat?: { Metric: { MetricName: string; Dimensions: object } } }[])
      .flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []))
      .map(({ MetricName, Dimensions }) => [MetricName, Dimensions]);
    const table = { Name: 'TableName', Value: { Ref: 'OrdersTable' } };
    const ofIndex = (Value: string) => [table, { Name: 'GlobalSecondaryIndexName', Value }];
    expect(evaluated).toEqual(
      [[table], ofIndex('byDay'), ofIndex('byOwner')].flatMap((dimensions) => [
        ['ReadThrottleEvents', dimensions],
        ['WriteThrottleEvents', dimensions],
      ]),
    );
    expect(Metrics).toContainEqual({
      Id: 'result',
      Expression: Array.from({ length: 6 }, (_, index) => `FILL(throttles${index + 1}, 0)`).join(' + '),
      ReturnData: true,
    });
  });

  it('adds default alarms to every resource', () =>
    expect(names(applied())).toEqual([
      'get-order-errors',
      'get-order-throttles',
      'get-order-duration',
      'publish-errors',
      'publish-throttles',
      'publish-duration',
      'publish-iterator-age',
      'api-failures',
      'api-latency',
      'refunds-age',
      'refunds-dead-letter-depth',
      'place-order-failed',
      'place-order-timed-out',
      'orders-table-throttles',
    ]));

  it('describes what is wrong, the owner, the severity and the runbook', () =>
    expect(applied()['GetDashorderLambdaFunctionDurationAlarm']?.Properties).toMatchObject({
      AlarmDescription:
        'get-order uses more than 80 % of its timeout of 10 s; slower invocations will fail.\nOwner: @tradewind/orders\nSeverity: warning\nRunbook: https://example.test/runbooks/function-slow.md',
      Threshold: 8000,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'GetDashorderLambdaFunction' } }],
    }));

  const topic = ['{{resolve:ssm:/tradewind/dev/platform/alarm-topic-arn}}'];
  const childrenOf = (resources: Template['Resources'], id: string) =>
    [
      ...String(resources[id]?.Properties['AlarmRule']).matchAll(/ALARM\("tradewind-orders-dev-(.+?)"\)/g),
    ].map(([, name]) => name);

  it('lets each critical alarm notify by itself', () => {
    const resources = applied({ 'provider-failing': providerFailing });
    const notifying = Object.values(resources)
      .filter(({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties['AlarmActions'])
      .map(({ Properties }) => [
        Properties['AlarmName'],
        Properties['AlarmActions'],
        Properties['OKActions'],
      ]);
    expect(notifying).toEqual(
      [
        'publish-iterator-age',
        'api-failures',
        'refunds-dead-letter-depth',
        'place-order-failed',
        'place-order-timed-out',
        'provider-failing',
      ].map((name) => [`tradewind-orders-dev-${name}`, topic, topic]),
    );
  });

  it('combines warnings, and suppresses them during an incident', () => {
    const { WarningAlarm, IncidentAlarm, CriticalAlarm } = applied();
    expect(WarningAlarm?.Properties).toMatchObject({
      AlarmActions: topic,
      ActionsSuppressor: { 'Fn::GetAtt': ['IncidentAlarm', 'Arn'] },
    });
    for (const { Properties } of [IncidentAlarm!, CriticalAlarm!])
      expect(Properties).not.toHaveProperty('AlarmActions');
  });

  it('counts only alarms that end with their cause as an incident', () =>
    expect(childrenOf(applied(), 'IncidentAlarm')).toEqual([
      'publish-iterator-age',
      'api-failures',
      'place-order-failed',
      'place-order-timed-out',
    ]));

  it('lets a persistent warning notify by itself', () => {
    const persistent = { ...providerFailing, severity: 'warning', treatMissingData: 'ignore' } as const;
    const resources = applied({ 'provider-failing': persistent });
    expect(resources['ProviderFailingAlarm']?.Properties['AlarmActions']).toEqual(topic);
    expect(childrenOf(resources, 'WarningAlarm')).not.toContain('provider-failing');
  });

  it('shows every alarm that notifies on the dashboard', () => {
    const body = JSON.stringify(applied()['ServiceDashboard']);
    const shown = [...body.matchAll(/\$\{(\w+Alarm)\.Arn\}/g)].map(([, id]) => id);
    expect(shown).toContain('PlaceOrderStateMachineFailedAlarm');
    expect(shown.at(-1)).toBe('WarningAlarm');
    expect(shown).toHaveLength(6);
  });

  it('draws counts, durations and amounts in separate graphs, with their dimensions', () => {
    const { 'Fn::Sub': body } = applied()['ServiceDashboard']!.Properties['DashboardBody'] as {
      'Fn::Sub': string;
    };
    const { widgets } = JSON.parse(body) as {
      widgets: { properties: { title: string; metrics?: unknown[][] } }[];
    };
    const drawn = (title: string) =>
      widgets.find(({ properties }) => properties.title === title)?.properties.metrics;
    expect(drawn('Business')).toContainEqual([
      'tradewind/dev',
      'OrderPlaced',
      'service',
      'orders',
      { stat: 'Sum' },
    ]);
    expect(JSON.stringify(drawn('Business'))).not.toMatch(/Duration|OrderValue/);
    expect(drawn('Business, p50 and p99 (ms)')).toContainEqual([
      'tradewind/dev',
      'CancellationDuration',
      'service',
      'orders',
      { stat: 'p99', label: 'CancellationDuration p99' },
    ]);
    expect(drawn('Money, by currency (minor units)')).toEqual([
      [
        {
          expression: `SEARCH('{"tradewind/dev",currency,service} service="orders" MetricName="OrderValue"', 'Sum', 300)`,
          id: 'e1',
        },
      ],
    ]);
  });

  it('includes every alarm in a composite alarm', () => {
    const resources = applied({ 'provider-failing': providerFailing });
    const combined = new Set([
      ...childrenOf(resources, 'WarningAlarm'),
      ...childrenOf(resources, 'CriticalAlarm'),
    ]);
    expect([...combined].toSorted()).toEqual(names(resources).toSorted());
  });

  it('creates a metric filter and its alarm from a pattern', () => {
    const { ProviderFailingFilter1, ProviderFailingAlarm } = applied({ 'provider-failing': providerFailing });
    expect(ProviderFailingFilter1?.Properties).toMatchObject({
      LogGroupName: { Ref: 'GetDashorderLogGroup' },
      FilterPattern: '{ $.event = "payment.provider-failed" }',
      MetricTransformations: [{ MetricNamespace: 'tradewind/dev', MetricName: 'orders/ProviderFailing' }],
    });
    expect(ProviderFailingAlarm?.Properties).toMatchObject({
      Namespace: 'tradewind/dev',
      MetricName: 'orders/ProviderFailing',
      Dimensions: [],
      Threshold: 4,
    });
  });

  it('filters a log group of another stack', () => {
    const { functions: _, ...rest } = providerFailing;
    const logGroup = '{{resolve:ssm:/tradewind/dev/platform/task-log-group-name}}';
    const filter = applied({ 'task-fails': { ...rest, logGroup } })['TaskFailsFilter1'];
    expect(filter?.Properties['LogGroupName']).toBe(logGroup);
  });

  it('keeps the reason why no test makes it fire', () => {
    const neverInTests = 'the provider cannot be made to fail';
    const resources = applied({ 'provider-failing': { ...providerFailing, neverInTests } });
    for (const id of ['ProviderFailingFilter1', 'ProviderFailingAlarm'])
      expect(resources[id]?.Metadata).toEqual({ neverInTests });
    expect(resources['PlaceOrderFailedAlarm']?.Metadata).toBeUndefined();
  });

  it('evaluates a metric of the code', () => {
    const { functions: _functions, pattern: _pattern, ...rest } = providerFailing;
    expect(
      applied({ findings: { ...rest, metric: 'StockMismatches' } })['FindingsAlarm']?.Properties,
    ).toMatchObject({
      MetricName: 'StockMismatches',
      Dimensions: [{ Name: 'service', Value: 'orders' }],
    });
  });

  it('evaluates metric math over several metrics', () => {
    const { functions: _functions, pattern: _pattern, ...rest } = providerFailing;
    const shareAlarm = {
      ...rest,
      metrics: { declined: 'PaymentDeclined', authorized: 'PaymentAuthorized' },
      expression: 'declined / (declined + authorized)',
      above: 0.5,
    };
    const metric = (MetricName: string) => ({
      Namespace: 'tradewind/dev',
      MetricName,
      Dimensions: [{ Name: 'service', Value: 'orders' }],
    });
    const resources = applied({ 'payment-decline-rate-high': shareAlarm });
    expect(resources['PaymentDeclineRateHighAlarm']?.Properties).toMatchObject({
      Threshold: 0.5,
      Metrics: [
        { Expression: 'declined / (declined + authorized)', ReturnData: true },
        { Id: 'declined', MetricStat: { Metric: metric('PaymentDeclined'), Period: 300, Stat: 'Sum' } },
        { Id: 'authorized', MetricStat: { Metric: metric('PaymentAuthorized') } },
      ],
    });
    expect(resources['PaymentDeclineRateHighAlarm']?.Properties).not.toHaveProperty('MetricName');
    expect(resources).not.toHaveProperty('PaymentDeclineRateHighFilter1');
  });

  it.each<[string, Partial<DeclaredAlarm>, string]>([
    ['an unknown function', { functions: ['got-order'] }, 'names got-order'],
    ['no function', { functions: [] }, 'has no metric'],
  ])('rejects an alarm on %s', (_violation, change, message) =>
    expect(() => applied({ 'provider-failing': { ...providerFailing, ...change } })).toThrow(message),
  );

  it('adds nothing to a service without resources to monitor', () => {
    const template: Template = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } } };
    applyAlarms(template, {}, context);
    expect(Object.keys(template.Resources)).toEqual(['Topic']);
  });
});
