import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../finding.ts';
import { checkPolicies } from './check-policies.ts';
import {
  type Resources,
  fn,
  queue,
  mapping,
  table,
  bucket,
  userPool,
  topic,
  subscription,
  queuePolicy,
  restApi,
  webAclAssociation,
  stage,
  stateMachine,
  method,
  rule,
  task,
  dashboard,
  graph,
  searchGraph,
  validResources,
} from './testing/valid-fixture.ts';

const findings = (resources: Resources, name = 'shop') =>
  checkPolicies({
    name,
    folder: '/nowhere',
    stage: 'local',
    region: 'us-east-1',
    stackName: `tradewind-${name}-local`,
    template: { Resources: resources },
    artifacts: [],
  }).map(findingLine);

const validCount = Object.keys(validResources).length;

describe('checkPolicies', () => {
  it('finds nothing in a valid service', () => expect(findings(validResources)).toEqual([]));

  it('accepts a request and an assumption that fit the timeouts', () => {
    const Variables = { BANK_TIMEOUT_SECONDS: '4', SELL_ENDS_WITHIN_SECONDS: '10' };
    expect(findings({ ...validResources, Sell: fn({ Environment: { Variables } }) })).toEqual([]);
  });

  it.each<[string, Resources, string]>([
    [
      'an API function with a longer timeout than its caller',
      { Sell: fn({ Timeout: 30 }), Orders: queue({ VisibilityTimeout: 180 }) },
      'The function timeout is 30 s',
    ],
    [
      'a request that may take as long as its function',
      { Sell: fn({ Environment: { Variables: { BANK_TIMEOUT_SECONDS: '5' } } }) },
      'BANK_TIMEOUT_SECONDS is 5 s, but the function times out after 10 s',
    ],
    [
      'a wrong assumption about the timeout of a function',
      { Sell: fn({ Environment: { Variables: { SELL_ENDS_WITHIN_SECONDS: '9' } } }) },
      'SELL_ENDS_WITHIN_SECONDS is 9 s, but the timeout of sell is 10 s. Set it to ${self:functions.sell.timeout}.',
    ],
    [
      'an assumption about an unknown function',
      { Sell: fn({ Environment: { Variables: { PAY_ENDS_WITHIN_SECONDS: '9' } } }) },
      'names the function pay, which is not in the template',
    ],
    [
      'a queue with too short a visibility timeout',
      { Orders: queue({ VisibilityTimeout: 59 }) },
      'to 60 or more',
    ],
    [
      'a queue without a dead-letter queue',
      { Orders: queue({ RedrivePolicy: undefined }) },
      'The queue has no dead-letter queue',
    ],
    [
      'a queue that retries too few times',
      { Orders: queue({ RedrivePolicy: { deadLetterTargetArn: 'dead', maxReceiveCount: 2 } }) },
      'Orders  A message goes to the dead-letter queue after 2 receives',
    ],
    [
      'a public route without a reason',
      { Buy: method({ AuthorizationType: 'NONE' }) },
      'error  shop/Buy  The route is public',
    ],
    [
      'a subscription without a redrive policy',
      { FromNews: subscription({ RedrivePolicy: undefined }) },
      'error  shop/FromNews  A message that cannot be delivered is lost',
    ],
    [
      'a subscription whose dead-letter queue does not allow the topic',
      { NewsPolicy: queuePolicy('OtherNews') },
      'error  shop/FromNews  The policy of Orders does not allow the topic',
    ],
    [
      'a subscription without a resource of its own',
      { News: { ...topic, Properties: { ...topic.Properties, Subscription: [{}] } } },
      'error  shop/News  A subscription in the properties of a topic cannot have a redrive policy',
    ],
    [
      'a stage without a web ACL',
      { ShopProtection: webAclAssociation('OtherStage') },
      'error  shop/ShopStage  No web ACL limits the callers of the API',
    ],
    [
      'an API with its default endpoint',
      { ShopApi: restApi({ DisableExecuteApiEndpoint: false }) },
      'error  shop/ShopApi  The default endpoint of the API bypasses the domain',
    ],
    [
      'a rule without a retry limit',
      { Hourly: rule({ RetryPolicy: {} }) },
      'Hourly  A run can start up to a day late',
    ],
    [
      'an EventBridge Scheduler schedule without a retry limit',
      { Hourly: { Type: 'AWS::Scheduler::Schedule', Properties: { Target: { Arn: 'sell' } } } },
      'Hourly  A run can start up to a day late',
    ],
    [
      'a task with a writable file system',
      { Count: task({ container: { ReadonlyRootFilesystem: false } }) },
      'Count  The container count can write to its root file system',
    ],
    [
      'a task without a user',
      { Count: task({ container: { User: undefined } }) },
      'Count  The container count runs as root',
    ],
    [
      'a task that runs as root',
      { Count: task({ container: { User: 'root:root' } }) },
      'Count  The container count runs as root',
    ],
    [
      'a privileged task',
      { Count: task({ container: { Privileged: true } }) },
      'The container count is privileged',
    ],
    [
      'a task without logs',
      { Count: task({ container: { LogConfiguration: undefined } }) },
      'The container count has no logs',
    ],
    [
      'a task with too much memory',
      { Count: task({ Memory: '2048' }) },
      'Count  The task has 2048 MB of memory, and the limit is 1024 MB',
    ],
    [
      'an unencrypted queue',
      { Orders: queue({ SqsManagedSseEnabled: false }) },
      'Orders  The queue is not encrypted',
    ],
    ['an unencrypted topic', { News: { Type: 'AWS::SNS::Topic' } }, 'News  The topic is not encrypted'],
    [
      'a stream that one record blocks',
      { FromOrders: mapping({ EventSourceArn: { 'Fn::GetAtt': ['Sales', 'StreamArn'] } }) },
      'blocks the stream of Sales for a day',
    ],
    [
      'a stream in which one record fails its batch',
      {
        FromOrders: mapping({
          EventSourceArn: { 'Fn::GetAtt': ['Sales', 'StreamArn'] },
          MaximumRecordAgeInSeconds: 7200,
          DestinationConfig: { OnFailure: { Destination: 'dead' } },
        }),
      },
      'fails its whole batch',
    ],
    [
      'a stream that abandons a record after ten retries',
      {
        FromOrders: mapping({
          EventSourceArn: { 'Fn::GetAtt': ['Sales', 'StreamArn'] },
          MaximumRecordAgeInSeconds: 7200,
          MaximumRetryAttempts: 10,
          DestinationConfig: { OnFailure: { Destination: 'dead' } },
        }),
      },
      'An outage of an hour uses up the retries of Sales',
    ],
    [
      'an unencrypted table',
      { Sales: table({ SSESpecification: undefined }) },
      'Sales  The table is not encrypted',
    ],
    [
      'a table without point-in-time recovery',
      { Sales: table({ PointInTimeRecoverySpecification: undefined }) },
      'Point-in-time recovery is disabled',
    ],
    [
      'a table without deletion protection',
      { Sales: table({ DeletionProtectionEnabled: false }) },
      'Sales  One call deletes the table',
    ],
    [
      'a user pool without deletion protection',
      { Customers: userPool({ DeletionProtection: 'INACTIVE' }) },
      'Customers  One call deletes the user pool',
    ],
    [
      'a bucket without versions',
      { Pictures: bucket({ VersioningConfiguration: undefined }) },
      'Pictures  An object that is overwritten or deleted by mistake is lost',
    ],
    [
      'a bucket that keeps versions forever',
      {
        Pictures: bucket({
          LifecycleConfiguration: {
            Rules: [
              {
                Status: 'Enabled',
                Prefix: 'uploads/',
                NoncurrentVersionExpiration: { NoncurrentDays: 1 },
              },
            ],
          },
        }),
      },
      'Pictures  Earlier versions of objects are kept forever',
    ],
    [
      'a table without a deletion policy',
      { Sales: { Type: 'AWS::DynamoDB::Table', Properties: table().Properties ?? {} } },
      'The deletion policy is missing',
    ],
    [
      'a bucket that a failed first deployment leaves behind',
      { Pictures: { ...bucket(), DeletionPolicy: 'Retain' } },
      'block the next one',
    ],
    [
      'a table whose replacement deletes its data',
      { Sales: { ...table(), UpdateReplacePolicy: 'Delete' } },
      'A replacement would delete the data',
    ],
    [
      'an unencrypted bucket',
      { Pictures: bucket({ BucketEncryption: undefined }) },
      'The bucket is not encrypted',
    ],
    [
      'a bucket that does not block public access',
      { Pictures: bucket({ PublicAccessBlockConfiguration: { BlockPublicAcls: true } }) },
      'does not block public access (IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets)',
    ],
    ['a function without tracing', { Sell: fn({ TracingConfig: undefined }) }, 'Sell  Tracing is disabled'],
    ['a dashboard with invalid JSON', { Business: dashboard('{ "widgets": [') }, 'is not valid JSON'],
    [
      'a dashboard of an unknown metric',
      { Business: dashboard(graph('tradewind/dev', 'OrdersPlaced', 'service', 'orders')) },
      'shows OrdersPlaced of orders',
    ],
    [
      'a dashboard of a metric of another service',
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
      `a dashboard that searches for unknown metrics, ${asked} by ${dimensions}`,
      { Business: dashboard(searchGraph(`{"tradewind/dev",${dimensions}} ${asked}`)) },
      description,
    ]),
    [
      'an API without tracing',
      { ShopStage: stage({ TracingEnabled: false }) },
      'ShopStage  Tracing is disabled',
    ],
    [
      'a state machine without tracing',
      { PlaceOrder: stateMachine({ TracingConfiguration: undefined }) },
      'PlaceOrder  Tracing is disabled',
    ],
    [
      'a log group without retention',
      { SellLogs: { Type: 'AWS::Logs::LogGroup' } },
      'never expires its events',
    ],
    [
      'an environment larger than 4 KB',
      { Sell: fn({ Environment: { Variables: { TEXT: 'x'.repeat(4100) } } }) },
      'The environment has about 4104 bytes',
    ],
    [
      'a stack that is nearly full',
      Object.fromEntries(Array.from({ length: 351 }, (_, index) => [`News${index}`, topic])),
      `warning  shop  The stack has ${351 + validCount} of at most 500 resources`,
    ],
    [
      'a stack with too many resources',
      Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`News${index}`, topic])),
      `error  shop  The stack has ${500 + validCount} resources, and CloudFormation accepts 500`,
    ],
  ])('finds %s, and only that', (_violation, change, message) => {
    const found = findings({ ...validResources, ...change });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });

  it.each([
    '{"tradewind/dev",currency,service} MetricName="OrderValue"',
    '{"tradewind/dev",outcome,service,step} service="shop" MetricName="StepDuration"',
    '{"tradewind/dev",function_name,service} MetricName="ColdStart"',
    '{AWS/Lambda,FunctionName} "shop" MetricName="Errors"',
  ])('accepts a dashboard that searches for %s', (search) =>
    expect(findings({ ...validResources, Business: dashboard(searchGraph(search)) })).toEqual([]),
  );

  it('requires a concurrency limit for a rate-limited downstream, of the function or its queue', () => {
    const charge = { Sell: fn({ Handler: 'dist/capture-payment.handler' }) };
    expect(findings({ ...validResources, ...charge }, 'payments')).toEqual([
      expect.stringContaining('payments/Sell  The concurrency is not limited'),
    ]);
    expect(
      findings(
        { ...validResources, ...charge, FromOrders: mapping({ ScalingConfig: { MaximumConcurrency: 2 } }) },
        'payments',
      ),
    ).toEqual([]);
  });

  it('accepts a dead-letter queue of a schedule instead of a retry limit', () =>
    expect(
      findings({
        ...validResources,
        Hourly: rule({ RetryPolicy: undefined, DeadLetterConfig: { Arn: 'dead' } }),
      }),
    ).toEqual([]));

  it('accepts a reason for public resources', () =>
    expect(
      findings({
        ...validResources,
        Pictures: {
          ...bucket({ PublicAccessBlockConfiguration: {} }),
          Metadata: { publicBecause: 'images' },
        },
        News: { Type: 'AWS::SNS::Topic', Metadata: { plainBecause: 'alarms' } },
        Buy: { ...method({ AuthorizationType: 'NONE' }), Metadata: { publicBecause: 'guests place orders' } },
      } as Resources),
    ).toEqual([]));
});
