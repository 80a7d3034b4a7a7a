import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../finding.ts';
import { checkAlarmCoverage } from './check-alarm-coverage.ts';
import type { Evidence } from './evidence.ts';
import { publishedLogGroups } from './metric-filters.ts';
import {
  type Resources,
  TASK_LOG_GROUP,
  description,
  alarm,
  onMetric,
  functionDimension,
  filter,
  indexDimensions,
  monitoredResources,
  line,
  failed,
  evidence,
} from './testing/monitored-fixture.ts';

const findings = (resources: Resources, changes: Partial<Evidence> = {}) =>
  checkAlarmCoverage([{ name: 'shop', stage: 'local', template: { Resources: resources } }], {
    ...evidence,
    ...changes,
  }).map(findingLine);
const without = (...ids: string[]): Resources =>
  Object.fromEntries(Object.entries(monitoredResources).filter(([id]) => !ids.includes(id)));

describe('checkAlarmCoverage', () => {
  it('finds nothing if the alarms have no gap', () => expect(findings(monitoredResources)).toEqual([]));

  it.each<[string, Resources, string]>([
    [
      'a filter that matches nothing',
      { SoldOutFilter: filter('{ $.event = "seat.soldout" }') },
      'shop/SoldOutFilter  { $.event = "seat.soldout" } matches none of the 2 kinds of log lines',
    ],
    [
      'a filter with neverInTests for an undeclared event',
      { SoldOutFilter: filter('{ $.event = "seat.lost" }', { neverInTests: 'seats do not get lost' }) },
      'shop/SoldOutFilter  { $.event = "seat.lost" } refers to the event seat.lost, which is not declared',
    ],
    ...[
      ['{ $.event = "seat.sold-out" && $.levle = "INFO" }', 'the field levle, which no matching event has'],
      ['{ $.evnt = "seat.sold-out" }', 'the field evnt, which no matching event has'],
      ['{ $.event = "sale.failed" && $.seatId = "1A" }', 'the field seatId, which no matching event has'],
      [
        '{ $.event = "seat.sold-out" && $.price.value > 5 }',
        'the field price.value, which no matching event has',
      ],
      [
        '{ $.event = "sale.failed" && $.error.cod = "x" }',
        'the field error.cod, which no matching event has',
      ],
      ['{ $.event = "seat.sold-out" && $.level = "ERROR" }', 'the level ERROR, which no matching event has'],
    ].map<[string, Resources, string]>(([pattern = '', reference = '']) => [
      `a filter with neverInTests for an unknown part, ${pattern}`,
      { SoldOutFilter: filter(pattern, { neverInTests: 'seats do not get lost' }) },
      `${pattern} refers to ${reference}`,
    ]),
    [
      'an alarm without a runbook',
      {
        SoldOut: alarm({
          ...onMetric('tradewind/local', 'shop/SoldOut'),
          AlarmDescription: description('gone.md'),
        }),
      },
      'shop/SoldOut  The runbook docs/runbooks/gone.md does not exist',
    ],
    [
      'an alarm without an owner',
      {
        SoldOut: alarm({
          ...onMetric('tradewind/local', 'shop/SoldOut'),
          AlarmDescription: description().replace(/\nOwner.*/, ''),
        }),
      },
      'shop/SoldOut  The alarm description lacks "Owner: …"',
    ],
    [
      'an alarm without owner, severity and runbook',
      { SoldOut: alarm({ ...onMetric('tradewind/local', 'shop/SoldOut'), AlarmDescription: 'Sold out' }) },
      'lacks "Owner: …", "Severity: critical" or "warning", "Runbook: …"',
    ],
    [
      'an alarm without actions',
      { SoldOut: alarm({ ...onMetric('tradewind/local', 'shop/SoldOut'), AlarmActions: [] }) },
      'shop/SoldOut  The alarm does not notify anyone',
    ],
    [
      'an alarm with disabled actions',
      { SoldOut: alarm({ ...onMetric('tradewind/local', 'shop/SoldOut'), ActionsEnabled: false }) },
      'shop/SoldOut  The alarm does not notify anyone',
    ],
    [
      'a composite alarm that names an unknown alarm',
      {
        Critical: {
          Type: 'AWS::CloudWatch::CompositeAlarm',
          Properties: {
            AlarmDescription: description(),
            AlarmActions: ['topic'],
            AlarmRule: 'ALARM("shop-gone")',
          },
        },
      },
      'shop/Critical  The rule names the alarm shop-gone',
    ],
    [
      'an alarm on an unknown AWS metric',
      { Errors2: alarm(onMetric('AWS/Lambda', 'Error', functionDimension)) },
      'shop/Errors2  The metric AWS/Lambda Error is unknown',
    ],
    [
      'an alarm by an unknown dimension',
      { Errors2: alarm(onMetric('AWS/Lambda', 'Errors', { Function: { Ref: 'Sell' } })) },
      'by Function. Use FunctionName',
    ],
    [
      'an alarm on another resource than a function',
      { Errors2: alarm(onMetric('AWS/Lambda', 'Errors', { FunctionName: { Ref: 'SellLogs' } })) },
      'of a FunctionName that is not an AWS::Lambda::Function of the template',
    ],
    [
      'an alarm on a metric that the code does not publish',
      { Counted: alarm(onMetric('tradewind/local', 'Solt', { service: 'shop' })) },
      'shop/Counted  The code did not publish tradewind/local Solt by service shop during the tests',
    ],
    [
      'an alarm on a metric of another service',
      { Counted: alarm(onMetric('tradewind/local', 'Sold', { service: 'shop', currency: 'EUR' })) },
      'by service shop, currency EUR during the tests',
    ],
    [
      'an alarm on another dimension value than was published',
      {
        Counted: alarm(
          onMetric('tradewind/local', 'Sale', { service: 'shop', step: 'Sel', outcome: 'failed' }),
        ),
      },
      'by service shop, step Sel, outcome failed during the tests',
    ],
    [
      'an alarm on the failed records of an unknown service',
      {
        Counted: alarm(
          onMetric('tradewind/local', 'UnexpectedErrors', {
            service: 'shpo',
            function_name: { Ref: 'Sell' },
          }),
        ),
      },
      'by service shpo, function_name during the tests',
    ],
    [
      'an alarm on the failed records of an unknown function',
      {
        Counted: alarm(
          onMetric('tradewind/local', 'UnexpectedErrors', { service: 'shop', function_name: 'unknown' }),
        ),
      },
      'by service shop, function_name unknown during the tests',
    ],
    [
      'an alarm on an unknown index',
      { Throttles: alarm(onMetric('AWS/DynamoDB', 'ReadThrottleEvents', indexDimensions('bySeet'))) },
      'of the index bySeet, which its table does not have',
    ],
  ])('finds %s, and only that', (_gap, change, message) => {
    const found = findings({ ...monitoredResources, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it.each<[string, string[], string]>([
    ['a dead-letter queue', ['Depth'], 'shop/Lost  The dead-letter queue has no alarm on'],
    [
      'a state machine that fails',
      ['Failed'],
      'shop/Place  The state machine has no alarm on ExecutionsFailed',
    ],
    [
      'a state machine that times out',
      ['TimedOut'],
      'shop/Place  The state machine has no alarm on ExecutionsTimedOut',
    ],
    ['an error', ['Errors'], 'shop/sale.failed  sell logs this ERROR, and no alarm fires'],
  ])('finds %s without an alarm, and only that', (_gap, ids, message) => {
    const found = findings(without(...ids));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it.each([
    ['a stream', { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Other', 'Arn'] } } } }],
    ['a schedule', { Target: { DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Other', 'Arn'] } } } }],
    ['a function', { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Other', 'Arn'] } } }],
  ])('knows the dead-letter queue of %s', (_, Properties) =>
    expect(
      findings({
        ...monitoredResources,
        Other: { Type: 'AWS::SQS::Queue' },
        Source: { Type: 'AWS::Any', Properties },
      }),
    ).toEqual([expect.stringContaining('shop/Other  The dead-letter queue has no alarm')]),
  );

  describe('for an alarm that notifies through a composite alarm', () => {
    const findingsOf = (properties: object) => {
      const SoldOut = alarm({
        ...onMetric('tradewind/local', 'shop/SoldOut'),
        AlarmActions: [],
        AlarmName: 'shop-out',
        ...properties,
      });
      const Warning = {
        Type: 'AWS::CloudWatch::CompositeAlarm',
        Properties: {
          AlarmDescription: description('README.md'),
          AlarmActions: ['topic'],
          AlarmRule: 'ALARM("shop-out")',
        },
      };
      return findings({ ...monitoredResources, SoldOut, Warning });
    };
    const warning = { AlarmDescription: description('function-errors.md', 'warning') };

    it('accepts a warning', () => expect(findingsOf(warning)).toEqual([]));

    it.each([
      ['a critical alarm', {}],
      ['an alarm that stays in ALARM for days', { ...warning, TreatMissingData: 'ignore' }],
    ])('requires actions of %s', (_, properties) =>
      expect(findingsOf(properties)).toEqual([
        expect.stringContaining('shop/SoldOut  The alarm is critical or stays in ALARM for days'),
      ]),
    );
  });

  it('accepts a reason for what no test causes', () => {
    const reason = { neverInTests: 'seats do not get sold out' };
    expect(
      findings(
        {
          ...monitoredResources,
          SoldOutFilter: filter('{ $.event = "seat.sold-out" }', reason),
          Counted: alarm(onMetric('tradewind/local', 'Sold', { service: 'shop' }), reason),
        },
        {
          lines: [line(failed, { isCounted: true })],
          metrics: evidence.metrics.filter(({ metric }) => metric.name !== 'Sold'),
        },
      ),
    ).toEqual([]);
  });

  describe('for an event of level ERROR', () => {
    it('finds an event that does not count as an error', () =>
      expect(
        findings(monitoredResources, { lines: [evidence.lines[0]!, line(failed, { isCounted: false })] }),
      ).toEqual([expect.stringContaining('shop/sale.failed  sell logs this ERROR')]));

    it('accepts a metric filter with an alarm', () =>
      expect(
        findings(
          { ...monitoredResources, SoldOutFilter: filter('{ $.level = "ERROR" }') },
          { lines: [line(failed, { isCounted: false })] },
        ),
      ).toEqual([]));

    it('requires a metric filter on the log group of tasks for a task', () => {
      const taskLines = [
        evidence.lines[0]!,
        line(failed, { function: 'jobs/job', logGroup: TASK_LOG_GROUP }),
      ];
      expect(findings(monitoredResources, { lines: taskLines })).toEqual([
        expect.stringContaining('shop/sale.failed  jobs/job logs this ERROR'),
      ]);
      const LogGroupName = '{{resolve:ssm:/tradewind/local/platform/task-log-group-name}}';
      const MetricTransformations = [{ MetricNamespace: 'tradewind/local', MetricName: 'shop/TaskFails' }];
      const FilterPattern = '{ $.event = "sale.failed" }';
      const monitored = {
        ...monitoredResources,
        TaskFailsFilter: {
          Type: 'AWS::Logs::MetricFilter',
          Properties: { LogGroupName, FilterPattern, MetricTransformations },
        },
        TaskFails: alarm(onMetric('tradewind/local', 'shop/TaskFails')),
      };
      expect(findings(monitored, { lines: taskLines })).toEqual([]);
    });

    it('finds an event that no test causes', () =>
      expect(findings(monitoredResources, { lines: [evidence.lines[0]!] })).toEqual([
        expect.stringContaining('shop/sale.failed  No test causes this ERROR'),
      ]));

    it('accepts a reason for an event that no test can cause', () => {
      const filtered = filter('{ $.level = "ERROR" }', { neverInTests: 'sales do not fail' });
      expect(
        findings({ ...monitoredResources, SoldOutFilter: filtered }, { lines: [evidence.lines[0]!] }),
      ).toEqual([]);
    });

    describe('from a library', () => {
      const library = {
        folder: 'libs/lambda',
        events: { 'run.failed': { level: 'error', description: 'No.', fields: {} } },
      } as const;
      const catalogs = [...evidence.catalogs, library];
      const runFailed = { level: 'ERROR', event: 'run.failed' };

      it('finds an event that no test of any service causes', () =>
        expect(findings(monitoredResources, { catalogs })).toEqual([
          expect.stringContaining('libs/lambda/run.failed  No test causes this ERROR'),
        ]));

      it('accepts an event that a test of one service causes, if an alarm fires there', () => {
        const counted = line(runFailed, { isCounted: true });
        expect(findings(monitoredResources, { catalogs, lines: [...evidence.lines, counted] })).toEqual([]);
        const uncounted = line(runFailed, { isCounted: false });
        expect(findings(monitoredResources, { catalogs, lines: [...evidence.lines, uncounted] })).toEqual([
          expect.stringContaining('shop/run.failed  sell logs this ERROR'),
        ]);
      });
    });
  });
});

describe('publishedLogGroups', () => {
  it('maps SSM parameters to the names of log groups', () => {
    const Resources = {
      TaskLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: TASK_LOG_GROUP } },
      Topic: { Type: 'AWS::SNS::Topic' },
      Name: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/tasks', Value: { Ref: 'TaskLogGroup' } } },
      Other: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/topic', Value: { Ref: 'Topic' } } },
    };
    expect([...publishedLogGroups([{ Resources }])]).toEqual([['/tasks', TASK_LOG_GROUP]]);
  });
});
