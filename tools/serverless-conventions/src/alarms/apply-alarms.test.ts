import { describe, expect, it } from '@jest/globals';
import type { Template } from '../osls.ts';
import type { AlarmPlace } from './alarm.ts';
import { applyAlarms } from './apply-alarms.ts';
import type { DeclaredAlarm } from './declared-alarms.ts';

const place: AlarmPlace = {
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
  applyAlarms(template, declared, place, catalog);
  return template.Resources;
};

const names = (resources: Template['Resources'], type = 'AWS::CloudWatch::Alarm') =>
  Object.values(resources)
    .filter(({ Type }) => Type === type)
    .map(({ Properties }) => String(Properties['AlarmName']).replace('tradewind-orders-dev-', ''));

const providerFails: DeclaredAlarm = {
  description: 'The payment provider does not answer.',
  severity: 'critical',
  runbook: 'payment-provider-failing.md',
  functions: ['get-order'],
  pattern: '{ $.event = "payment.provider-failed" }',
  above: 4,
};

describe('alarms by convention', () => {
  it('takes a queue with a dead-letter queue of its own for one that another service consumes', () => {
    const template = packaged();
    const RedrivePolicy = { maxReceiveCount: 5 };
    template.Resources['CommandsQueue'] = { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy } };
    applyAlarms(template, {}, place);
    expect(names(template.Resources)).toContain('commands-age');
    expect(names(template.Resources)).not.toContain('commands-depth');
  });

  it('adds to the errors of a function those that it reports of single records', () => {
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

  it('looks at the indexes of a table besides the table', () => {
    const template = packaged();
    const GlobalSecondaryIndexes = [{ IndexName: 'byDay' }, { IndexName: 'byOwner' }];
    template.Resources['OrdersTable'] = {
      Type: 'AWS::DynamoDB::Table',
      Properties: { GlobalSecondaryIndexes },
    };
    applyAlarms(template, {}, place);
    const { Metrics } = template.Resources['OrdersTableThrottlesAlarm']!.Properties;
    const looksAt = (Metrics as { MetricStat?: { Metric: { MetricName: string; Dimensions: object } } }[])
      .flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []))
      .map(({ MetricName, Dimensions }) => [MetricName, Dimensions]);
    const table = { Name: 'TableName', Value: { Ref: 'OrdersTable' } };
    const ofIndex = (Value: string) => [table, { Name: 'GlobalSecondaryIndexName', Value }];
    expect(looksAt).toEqual(
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

  it('gives everything of a kind what its kind needs', () =>
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

  it('says what is the matter, whose it is, and what to do', () =>
    expect(applied()['GetDashorderLambdaFunctionDurationAlarm']?.Properties).toMatchObject({
      AlarmDescription:
        'get-order takes nearly all of its 10 s.\nOwner: @tradewind/orders\nSeverity: warning\nRunbook: https://example.test/runbooks/function-slow.md',
      Threshold: 8000,
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'GetDashorderLambdaFunction' } }],
    }));

  const topic = ['{{resolve:ssm:/tradewind/dev/platform/alarm-topic-arn}}'];
  const childrenOf = (resources: Template['Resources'], id: string) =>
    [
      ...String(resources[id]?.Properties['AlarmRule']).matchAll(/ALARM\("tradewind-orders-dev-(.+?)"\)/g),
    ].map(([, name]) => name);

  it('lets critical alarms ring, each for itself', () => {
    const resources = applied({ 'provider-fails': providerFails });
    const ringing = Object.values(resources)
      .filter(({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && Properties['AlarmActions'])
      .map(({ Properties }) => [
        Properties['AlarmName'],
        Properties['AlarmActions'],
        Properties['OKActions'],
      ]);
    expect(ringing).toEqual(
      [
        'publish-iterator-age',
        'api-failures',
        'refunds-dead-letter-depth',
        'place-order-failed',
        'place-order-timed-out',
        'provider-fails',
      ].map((name) => [`tradewind-orders-dev-${name}`, topic, topic]),
    );
  });

  it('lets warnings ring together, and not during an incident', () => {
    const { WarningAlarm, IncidentAlarm, CriticalAlarm } = applied();
    expect(WarningAlarm?.Properties).toMatchObject({
      AlarmActions: topic,
      ActionsSuppressor: { 'Fn::GetAtt': ['IncidentAlarm', 'Arn'] },
    });
    for (const { Properties } of [IncidentAlarm!, CriticalAlarm!])
      expect(Properties).not.toHaveProperty('AlarmActions');
  });

  it('takes for an incident what goes with its cause', () =>
    expect(childrenOf(applied(), 'IncidentAlarm')).toEqual([
      'publish-iterator-age',
      'api-failures',
      'place-order-failed',
      'place-order-timed-out',
    ]));

  it('keeps a warning that lasts away from the others', () => {
    const lasting = { ...providerFails, severity: 'warning', missingData: 'ignore' } as const;
    const resources = applied({ 'provider-fails': lasting });
    expect(resources['ProviderFailsAlarm']?.Properties['AlarmActions']).toEqual(topic);
    expect(childrenOf(resources, 'WarningAlarm')).not.toContain('provider-fails');
  });

  it('shows every alarm that rings by itself on the dashboard, and the one for the warnings', () => {
    const body = JSON.stringify(applied()['ServiceDashboard']);
    const shown = [...body.matchAll(/\$\{(\w+Alarm)\.Arn\}/g)].map(([, id]) => id);
    expect(shown).toContain('PlaceOrderStateMachineFailedAlarm');
    expect(shown.at(-1)).toBe('WarningAlarm');
    expect(shown).toHaveLength(6);
  });

  it('draws counts, times and money each for themselves, by the dimensions that they have', () => {
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
    expect(drawn('Business, median and slowest hundredth (ms)')).toContainEqual([
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

  it('gives every alarm a way to somebody', () => {
    const resources = applied({ 'provider-fails': providerFails });
    const heard = new Set([
      ...childrenOf(resources, 'WarningAlarm'),
      ...childrenOf(resources, 'CriticalAlarm'),
    ]);
    expect([...heard].toSorted()).toEqual(names(resources).toSorted());
  });

  it('turns a pattern of log lines into a metric, and watches it', () => {
    const { ProviderFailsFilter1, ProviderFailsAlarm } = applied({ 'provider-fails': providerFails });
    expect(ProviderFailsFilter1?.Properties).toMatchObject({
      LogGroupName: { Ref: 'GetDashorderLogGroup' },
      FilterPattern: '{ $.event = "payment.provider-failed" }',
      MetricTransformations: [{ MetricNamespace: 'tradewind/dev', MetricName: 'orders/ProviderFails' }],
    });
    expect(ProviderFailsAlarm?.Properties).toMatchObject({
      Namespace: 'tradewind/dev',
      MetricName: 'orders/ProviderFails',
      Dimensions: [],
      Threshold: 4,
    });
  });

  it('looks into a log group of another stack', () => {
    const { functions: _, ...rest } = providerFails;
    const logGroup = '{{resolve:ssm:/tradewind/dev/platform/task-log-group-name}}';
    const filter = applied({ 'task-fails': { ...rest, logGroup } })['TaskFailsFilter1'];
    expect(filter?.Properties['LogGroupName']).toBe(logGroup);
  });

  it('hands on why no test makes it ring', () => {
    const neverInTests = 'the provider cannot be made to fail';
    const resources = applied({ 'provider-fails': { ...providerFails, neverInTests } });
    for (const id of ['ProviderFailsFilter1', 'ProviderFailsAlarm'])
      expect(resources[id]?.Metadata).toEqual({ neverInTests });
    expect(resources['PlaceOrderFailedAlarm']?.Metadata).toBeUndefined();
  });

  it('watches what the code counts', () => {
    const { functions: _functions, pattern: _pattern, ...rest } = providerFails;
    expect(
      applied({ findings: { ...rest, metric: 'StockMismatches' } })['FindingsAlarm']?.Properties,
    ).toMatchObject({
      MetricName: 'StockMismatches',
      Dimensions: [{ Name: 'service', Value: 'orders' }],
    });
  });

  it('watches how several metrics relate', () => {
    const { functions: _functions, pattern: _pattern, ...rest } = providerFails;
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
    const resources = applied({ 'declines-jump': shareAlarm });
    expect(resources['DeclinesJumpAlarm']?.Properties).toMatchObject({
      Threshold: 0.5,
      Metrics: [
        { Expression: 'declined / (declined + authorized)', ReturnData: true },
        { Id: 'declined', MetricStat: { Metric: metric('PaymentDeclined'), Period: 300, Stat: 'Sum' } },
        { Id: 'authorized', MetricStat: { Metric: metric('PaymentAuthorized') } },
      ],
    });
    expect(resources['DeclinesJumpAlarm']?.Properties).not.toHaveProperty('MetricName');
    expect(resources).not.toHaveProperty('DeclinesJumpFilter1');
  });

  it.each<[string, Partial<DeclaredAlarm>, string]>([
    ['a function that there is not', { functions: ['got-order'] }, 'watches got-order'],
    ['no function', { functions: [] }, 'watches nothing'],
  ])('refuses an alarm on %s', (_fault, change, description) =>
    expect(() => applied({ 'provider-fails': { ...providerFails, ...change } })).toThrow(description),
  );

  it('leaves a service alone in which nothing runs', () => {
    const template: Template = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: {} } } };
    applyAlarms(template, {}, place);
    expect(Object.keys(template.Resources)).toEqual(['Topic']);
  });
});
