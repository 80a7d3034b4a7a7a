import { describe, expect, it } from '@jest/globals';
import { checkBudgets, findingLine } from './check-budgets.ts';
import {
  type Resources,
  fn,
  queue,
  mapping,
  table,
  bucket,
  topic,
  stage,
  saga,
  method,
  rule,
  task,
  dashboard,
  graph,
  searching,
  sound,
} from './testing/sound-shop.ts';

const findings = (resources: Resources, name = 'shop') =>
  checkBudgets({
    name,
    folder: '/nowhere',
    stage: 'local',
    region: 'us-east-1',
    stackName: `tradewind-${name}-local`,
    template: { Resources: resources },
    artifacts: [],
  }).map(findingLine);

describe('budgets', () => {
  it('has nothing to say of a service that keeps them', () => expect(findings(sound)).toEqual([]));

  it.each<[string, Resources, string]>([
    [
      'an API function that outlives its caller',
      { Sell: fn({ Timeout: 30 }), Orders: queue({ VisibilityTimeout: 180 }) },
      'may take 30 s',
    ],
    ['a queue with too short a visibility', { Orders: queue({ VisibilityTimeout: 59 }) }, 'of 60 or more'],
    ['a queue without an end', { Orders: queue({ RedrivePolicy: undefined }) }, 'no dead-letter queue'],
    [
      'a queue that gives up at once',
      { Orders: queue({ RedrivePolicy: { deadLetterTargetArn: 'dead', maxReceiveCount: 2 } }) },
      'Orders  gives a message up after 2 receives',
    ],
    [
      'a route that answers anybody',
      { Buy: method({ AuthorizationType: 'NONE' }) },
      'error  shop/Buy  answers anybody',
    ],
    [
      'a schedule without an end',
      { Hourly: rule({ RetryPolicy: {} }) },
      'Hourly  starts a run up to a day late',
    ],
    [
      'a schedule of the scheduler without an end',
      { Hourly: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: 'sell' } } } },
      'Hourly  starts a run up to a day late',
    ],
    [
      'a task that may write its files',
      { Count: task({ container: { ReadonlyRootFilesystem: false } }) },
      'Count  lets count write its own files',
    ],
    ['a task of anybody', { Count: task({ container: { User: undefined } }) }, 'Count  runs count as root'],
    ['a task of root', { Count: task({ container: { User: 'root:root' } }) }, 'Count  runs count as root'],
    [
      'a task that rules',
      { Count: task({ container: { Privileged: true } }) },
      'lets count rule the machine',
    ],
    [
      'a task in silence',
      { Count: task({ container: { LogConfiguration: undefined } }) },
      'loses what count says',
    ],
    ['a task that is fat', { Count: task({ Memory: '2048' }) }, 'Count  takes 2048 MB of memory, of 1024'],
    ['a queue in the clear', { Orders: queue({ SqsManagedSseEnabled: false }) }, 'Orders  is not encrypted'],
    ['a topic in the clear', { News: { Type: 'AWS::SNS::Topic' } }, 'News  is not encrypted'],
    [
      'a stream that one record holds up',
      { FromOrders: mapping({ EventSourceArn: { 'Fn::GetAtt': ['Sales', 'StreamArn'] } }) },
      'holds it up for a day',
    ],
    [
      'a stream of which one record takes others along',
      {
        FromOrders: mapping({
          EventSourceArn: { 'Fn::GetAtt': ['Sales', 'StreamArn'] },
          MaximumRetryAttempts: 10,
          DestinationConfig: { OnFailure: { Destination: 'dead' } },
        }),
      },
      'takes its batch along',
    ],
    ['a table in the clear', { Sales: table({ SSESpecification: undefined }) }, 'Sales  is not encrypted'],
    [
      'a table that cannot be had back',
      { Sales: table({ PointInTimeRecoverySpecification: undefined }) },
      'as it was a minute ago',
    ],
    [
      'a table that says nothing of its end',
      { Sales: { Type: 'AWS::DynamoDB::Table', Properties: table().Properties ?? {} } },
      'what becomes of its data',
    ],
    [
      'a bucket that a failed first deploy leaves behind',
      { Pictures: { ...bucket(), DeletionPolicy: 'Retain' } },
      'be in the way of the next',
    ],
    [
      'a table that is lost when it is replaced',
      { Sales: { ...table(), UpdateReplacePolicy: 'Delete' } },
      'loses its data when it is replaced',
    ],
    ['a bucket in the clear', { Pictures: bucket({ BucketEncryption: undefined }) }, 'is not encrypted'],
    [
      'a bucket that may become public',
      { Pictures: bucket({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } }) },
      'may become public (IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets)',
    ],
    [
      'a function that no trace shows',
      { Sell: fn({ TracingConfig: undefined }) },
      'Sell  is missing in traces',
    ],
    ['a dashboard that is no JSON', { Business: dashboard('{ "widgets": [') }, 'has a body that is no JSON'],
    [
      'a dashboard of what nobody counts',
      { Business: dashboard(graph('tradewind/dev', 'OrdersPlaced', 'service', 'orders')) },
      'shows OrdersPlaced of orders',
    ],
    [
      'a dashboard of what another service counts',
      { Business: dashboard(graph('tradewind/dev', 'OrderPlaced', 'service', 'checkout')) },
      'shows OrderPlaced of checkout',
    ],
    ...[
      ['currency,service', 'MetricName="OrderValu"', 'shows OrderValu of any service by currency,service'],
      ['service', 'MetricName="OrderValue"', 'shows OrderValue of any service by service'],
      ['currency,service', 'service="shop" MetricName="OrderValue"', 'shows OrderValue of shop'],
      ['service,step', 'MetricName="StepDuration"', 'shows StepDuration of any service by service,step'],
      ['service', 'service="orders"', 'shows everything of orders'],
    ].map<[string, Resources, string]>(([dimensions = '', asked = '', description = '']) => [
      `a dashboard that searches for what nobody counts, ${asked} by ${dimensions}`,
      { Business: dashboard(searching(`{"tradewind/dev",${dimensions}} ${asked}`)) },
      description,
    ]),
    [
      'an API that no trace shows',
      { ShopStage: stage({ TracingEnabled: false }) },
      'ShopStage  is missing in traces',
    ],
    [
      'a saga that no trace shows',
      { PlaceOrder: saga({ TracingConfiguration: undefined }) },
      'PlaceOrder  is missing in traces',
    ],
    ['logs for ever', { SellLogs: { Type: 'AWS::Logs::LogGroup' } }, 'keeps its lines for ever'],
    [
      'an environment past 4 KB',
      { Sell: fn({ Environment: { Variables: { TEXT: 'x'.repeat(4100) } } }) },
      'an environment of some 4104 bytes',
    ],
    [
      'a stack that grows',
      Object.fromEntries(Array.from({ length: 351 }, (_, index) => [`News${index}`, topic])),
      'warning  shop  366 resources of 500',
    ],
    [
      'a stack that is full',
      Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`News${index}`, topic])),
      'error  shop  515 resources; CloudFormation takes 500',
    ],
  ])('finds %s, and only that', (_fault, planted, description) => {
    const found = findings({ ...sound, ...planted });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(description);
  });

  it.each([
    '{"tradewind/dev",currency,service} MetricName="OrderValue"',
    '{"tradewind/dev",outcome,service,step} service="shop" MetricName="StepDuration"',
    '{"tradewind/dev",function_name,service} MetricName="ColdStart"',
    '{AWS/Lambda,FunctionName} "shop" MetricName="Errors"',
  ])('knows what a dashboard finds that searches for %s', (search) =>
    expect(findings({ ...sound, Business: dashboard(searching(search)) })).toEqual([]),
  );

  it('wants a limit where a downstream needs it: of the function, or of its queue', () => {
    const charge = { Sell: fn({ Handler: 'dist/capture-payment.handler' }) };
    expect(findings({ ...sound, ...charge }, 'payments')).toEqual([
      expect.stringContaining('payments/Sell  has no limit'),
    ]);
    expect(
      findings(
        { ...sound, ...charge, FromOrders: mapping({ ScalingConfig: { MaximumConcurrency: 2 } }) },
        'payments',
      ),
    ).toEqual([]);
  });

  it('takes a dead-letter queue of a schedule for an end', () =>
    expect(
      findings({ ...sound, Hourly: rule({ RetryPolicy: undefined, DeadLetterConfig: { Arn: 'dead' } }) }),
    ).toEqual([]));

  it('takes a reason for what has to be open', () =>
    expect(
      findings({
        ...sound,
        Pictures: { ...bucket({ PublicAccessBlockConfiguration: {} }), Metadata: { publicBecause: 'shops' } },
        News: { Type: 'AWS::SNS::Topic', Metadata: { plainBecause: 'alarms' } },
        Buy: { ...method({ AuthorizationType: 'NONE' }), Metadata: { publicBecause: 'guests buy' } },
      } as Resources),
    ).toEqual([]));
});
