import { describe, expect, it } from '@jest/globals';
import { checkAlarms, findingLine } from './check-alarms.ts';
import type { Evidence } from './evidence.ts';
import { publishedLogGroups } from './metric-filters.ts';
import {
  type Resources,
  TASK_LOG_GROUP,
  card,
  alarm,
  on,
  errorsOf,
  filter,
  ofIndex,
  sound,
  line,
  failed,
  seen,
} from './testing/watched-shop.ts';

const findings = (resources: Resources, evidence: Partial<Evidence> = {}) =>
  checkAlarms([{ name: 'shop', stage: 'local', template: { Resources: resources } }], {
    ...seen,
    ...evidence,
  }).map(findingLine);
const without = (...ids: string[]): Resources =>
  Object.fromEntries(Object.entries(sound).filter(([id]) => !ids.includes(id)));

describe('the alarm gate', () => {
  it('has nothing to say of alarms without a hole', () => expect(findings(sound)).toEqual([]));

  it.each<[string, Resources, string]>([
    [
      'a filter that matches nothing',
      { SoldOutFilter: filter('{ $.event = "seat.soldout" }') },
      'shop/SoldOutFilter  { $.event = "seat.soldout" } matches none of the 2 kinds of lines',
    ],
    [
      'a filter that matches nothing on purpose, for an event that nobody may log',
      { SoldOutFilter: filter('{ $.event = "seat.lost" }', { neverInTests: 'seats do not get lost' }) },
      'shop/SoldOutFilter  { $.event = "seat.lost" } waits for seat.lost, which is in no catalog',
    ],
    ...[
      ['{ $.event = "seat.sold-out" && $.levle = "INFO" }', 'the field levle, which no such line has'],
      ['{ $.evnt = "seat.sold-out" }', 'the field evnt, which no such line has'],
      ['{ $.event = "sale.failed" && $.seatId = "1A" }', 'the field seatId, which no such line has'],
      ['{ $.event = "seat.sold-out" && $.price.value > 5 }', 'the field price.value, which no such line has'],
      ['{ $.event = "sale.failed" && $.error.cod = "x" }', 'the field error.cod, which no such line has'],
      ['{ $.event = "seat.sold-out" && $.level = "ERROR" }', 'the level ERROR, which no such event has'],
    ].map<[string, Resources, string]>(([pattern = '', description = '']) => [
      `a filter that matches nothing on purpose, by a part that there is not, ${pattern}`,
      { SoldOutFilter: filter(pattern, { neverInTests: 'seats do not get lost' }) },
      `${pattern} waits for ${description}`,
    ]),
    [
      'an alarm without a page',
      { SoldOut: alarm({ ...on('tradewind/local', 'shop/SoldOut'), AlarmDescription: card('gone.md') }) },
      'shop/SoldOut  names docs/runbooks/gone.md, which there is not',
    ],
    [
      'an alarm without an owner',
      {
        SoldOut: alarm({
          ...on('tradewind/local', 'shop/SoldOut'),
          AlarmDescription: card().replace(/\nOwner.*/, ''),
        }),
      },
      'shop/SoldOut  has a description without "Owner: …"',
    ],
    [
      'an alarm of no use to anybody',
      { SoldOut: alarm({ ...on('tradewind/local', 'shop/SoldOut'), AlarmDescription: 'Sold out' }) },
      'without "Owner: …", "Severity: critical" or "warning", "Runbook: …"',
    ],
    [
      'an alarm that tells nobody',
      { SoldOut: alarm({ ...on('tradewind/local', 'shop/SoldOut'), AlarmActions: [] }) },
      'shop/SoldOut  tells nobody',
    ],
    [
      'an alarm whose actions are off',
      { SoldOut: alarm({ ...on('tradewind/local', 'shop/SoldOut'), ActionsEnabled: false }) },
      'shop/SoldOut  tells nobody',
    ],
    [
      'a composite alarm that waits for what there is not',
      {
        Critical: {
          Type: 'AWS::CloudWatch::CompositeAlarm',
          Properties: { AlarmDescription: card(), AlarmActions: ['topic'], AlarmRule: 'ALARM("shop-gone")' },
        },
      },
      'shop/Critical  waits for shop-gone',
    ],
    [
      'an alarm on a metric that AWS does not have',
      { Errors2: alarm(on('AWS/Lambda', 'Error', errorsOf)) },
      'shop/Errors2  looks at AWS/Lambda Error, which is not in',
    ],
    [
      'an alarm by a dimension that AWS does not have',
      { Errors2: alarm(on('AWS/Lambda', 'Errors', { Function: { Ref: 'Sell' } })) },
      'by Function; AWS counts it by FunctionName',
    ],
    [
      'an alarm on something that is no function',
      { Errors2: alarm(on('AWS/Lambda', 'Errors', { FunctionName: { Ref: 'SellLogs' } })) },
      'of a FunctionName that is no AWS::Lambda::Function of the template',
    ],
    [
      'an alarm on a metric that nobody counts',
      { Counted: alarm(on('tradewind/local', 'Solt', { service: 'shop' })) },
      'shop/Counted  looks at tradewind/local Solt by service shop, which no test saw anybody count',
    ],
    [
      'an alarm on a metric of another service',
      { Counted: alarm(on('tradewind/local', 'Sold', { service: 'shop', currency: 'EUR' })) },
      'by service shop, currency EUR, which no test saw',
    ],
    [
      'an alarm on a metric with another value than was counted',
      { Counted: alarm(on('tradewind/local', 'Sale', { service: 'shop', step: 'Sel', outcome: 'failed' })) },
      'by service shop, step Sel, outcome failed, which no test saw',
    ],
    [
      'an alarm on the failed records of a service that there is not',
      {
        Counted: alarm(
          on('tradewind/local', 'UnexpectedErrors', { service: 'shpo', function_name: { Ref: 'Sell' } }),
        ),
      },
      'by service shpo, function_name, which no test saw',
    ],
    [
      'an alarm on the failed records of a function that there is not',
      {
        Counted: alarm(
          on('tradewind/local', 'UnexpectedErrors', { service: 'shop', function_name: 'nobody' }),
        ),
      },
      'by service shop, function_name nobody, which no test saw',
    ],
    [
      'an alarm on an index that there is not',
      { Throttles: alarm(on('AWS/DynamoDB', 'ReadThrottleEvents', ofIndex('bySeet'))) },
      'of an index bySeet, which its table does not have',
    ],
  ])('finds %s, and only that', (_fault, planted, description) => {
    const found = findings({ ...sound, ...planted });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(description);
  });

  it.each<[string, string[], string]>([
    ['a dead-letter queue', ['Depth'], 'shop/Lost  is a dead-letter queue, and no alarm looks at'],
    [
      'a state machine that fails',
      ['Failed'],
      'shop/Place  is a state machine, and no alarm looks at ExecutionsFailed',
    ],
    [
      'a state machine that takes too long',
      ['TimedOut'],
      'shop/Place  is a state machine, and no alarm looks at ExecutionsTimedOut',
    ],
    ['an error', ['Errors'], 'shop/sale.failed  is logged at ERROR by sell, and nobody hears of it'],
  ])('finds %s without alarm, and only that', (_fault, ids, description) => {
    const found = findings(without(...ids));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(description);
  });

  it.each([
    ['a stream', { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Other', 'Arn'] } } } }],
    ['a schedule', { Target: { DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Other', 'Arn'] } } } }],
    ['a function', { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Other', 'Arn'] } } }],
  ])('knows the dead-letter queue of %s', (_, Properties) =>
    expect(
      findings({ ...sound, Other: { Type: 'AWS::SQS::Queue' }, Giving: { Type: 'AWS::Any', Properties } }),
    ).toEqual([expect.stringContaining('shop/Other  is a dead-letter queue')]),
  );

  describe('of an alarm that rings through a composite one', () => {
    const ringing = (properties: object) => {
      const SoldOut = alarm({
        ...on('tradewind/local', 'shop/SoldOut'),
        AlarmActions: [],
        AlarmName: 'shop-out',
        ...properties,
      });
      const Warning = {
        Type: 'AWS::CloudWatch::CompositeAlarm',
        Properties: {
          AlarmDescription: card('README.md'),
          AlarmActions: ['topic'],
          AlarmRule: 'ALARM("shop-out")',
        },
      };
      return findings({ ...sound, SoldOut, Warning });
    };
    const warning = { AlarmDescription: card('function-errors.md', 'warning') };

    it('is content with a warning', () => expect(ringing(warning)).toEqual([]));

    it.each([
      ['a critical one', {}],
      ['one that lasts for days', { ...warning, TreatMissingData: 'ignore' }],
    ])('wants %s to ring for itself', (_, properties) =>
      expect(ringing(properties)).toEqual([
        expect.stringContaining('shop/SoldOut  is critical or lasts for days'),
      ]),
    );
  });

  it('takes a reason for what no test makes happen', () => {
    const reason = { neverInTests: 'seats do not get sold out' };
    expect(
      findings(
        {
          ...sound,
          SoldOutFilter: filter('{ $.event = "seat.sold-out" }', reason),
          Counted: alarm(on('tradewind/local', 'Sold', { service: 'shop' }), reason),
        },
        {
          lines: [line(failed, { isCounted: true })],
          metrics: seen.metrics.filter(({ metric }) => metric.name !== 'Sold'),
        },
      ),
    ).toEqual([]);
  });

  describe('of an event at ERROR', () => {
    it('finds that it is logged and moves no error count', () =>
      expect(findings(sound, { lines: [seen.lines[0]!, line(failed, { isCounted: false })] })).toEqual([
        expect.stringContaining('shop/sale.failed  is logged at ERROR by sell'),
      ]));

    it('is content with a filter that an alarm looks at', () =>
      expect(
        findings(
          { ...sound, SoldOutFilter: filter('{ $.level = "ERROR" }') },
          { lines: [line(failed, { isCounted: false })] },
        ),
      ).toEqual([]));

    it('of a task wants a filter on the log of tasks', () => {
      const ofTask = [seen.lines[0]!, line(failed, { function: 'jobs/job', logGroup: TASK_LOG_GROUP })];
      expect(findings(sound, { lines: ofTask })).toEqual([
        expect.stringContaining('shop/sale.failed  is logged at ERROR by jobs/job'),
      ]);
      const LogGroupName = '{{resolve:ssm:/tradewind/local/platform/task-log-group-name}}';
      const MetricTransformations = [{ MetricNamespace: 'tradewind/local', MetricName: 'shop/TaskFails' }];
      const FilterPattern = '{ $.event = "sale.failed" }';
      const watched = {
        ...sound,
        TaskFailsFilter: {
          Type: 'AWS::Logs::MetricFilter',
          Properties: { LogGroupName, FilterPattern, MetricTransformations },
        },
        TaskFails: alarm(on('tradewind/local', 'shop/TaskFails')),
      };
      expect(findings(watched, { lines: ofTask })).toEqual([]);
    });

    it('finds one that no test makes happen', () =>
      expect(findings(sound, { lines: [seen.lines[0]!] })).toEqual([
        expect.stringContaining('shop/sale.failed  is an ERROR that no test makes happen'),
      ]));

    it('takes a reason for one that no test can make happen', () => {
      const waiting = filter('{ $.level = "ERROR" }', { neverInTests: 'sales do not fail' });
      expect(findings({ ...sound, SoldOutFilter: waiting }, { lines: [seen.lines[0]!] })).toEqual([]);
    });

    describe('of a library', () => {
      const library = {
        folder: 'libs/lambda',
        events: { 'run.failed': { level: 'error', description: 'No.', fields: {} } },
      } as const;
      const catalogs = [...seen.catalogs, library];
      const runFailed = { level: 'ERROR', event: 'run.failed' };

      it('finds one that no test of any service makes happen', () =>
        expect(findings(sound, { catalogs })).toEqual([
          expect.stringContaining('libs/lambda/run.failed  is an ERROR that no test makes happen'),
        ]));

      it('is content if the test of one service does, and it rings there', () => {
        const heard = line(runFailed, { isCounted: true });
        expect(findings(sound, { catalogs, lines: [...seen.lines, heard] })).toEqual([]);
        const silent = line(runFailed, { isCounted: false });
        expect(findings(sound, { catalogs, lines: [...seen.lines, silent] })).toEqual([
          expect.stringContaining('shop/run.failed  is logged at ERROR by sell'),
        ]);
      });
    });
  });
});

describe('the log groups that stacks publish', () => {
  it('are known by the parameter that holds the name', () => {
    const Resources = {
      TaskLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: TASK_LOG_GROUP } },
      Topic: { Type: 'AWS::SNS::Topic' },
      Name: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/tasks', Value: { Ref: 'TaskLogGroup' } } },
      Other: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/topic', Value: { Ref: 'Topic' } } },
    };
    expect([...publishedLogGroups([{ Resources }])]).toEqual([['/tasks', TASK_LOG_GROUP]]);
  });
});
