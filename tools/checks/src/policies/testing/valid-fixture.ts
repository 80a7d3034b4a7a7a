import type { Resource } from '../../../../workspace/src/templates/template.ts';

// A service that violates no policy, and functions that create its resources with changes.

export type Resources = Readonly<Record<string, Resource & { readonly Metadata?: object }>>;

export const fn = (properties: object = {}): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Handler: 'dist/sell.handler',
    Timeout: 10,
    TracingConfig: { Mode: 'Active' },
    ...properties,
  },
});
export const queue = (properties: object = {}): Resource => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    SqsManagedSseEnabled: true,
    VisibilityTimeout: 60,
    RedrivePolicy: { deadLetterTargetArn: 'dead', maxReceiveCount: 5 },
    ...properties,
  },
});
export const mapping = (properties: object = {}): Resource => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    EventSourceArn: { 'Fn::GetAtt': ['Orders', 'Arn'] },
    FunctionName: { 'Fn::GetAtt': ['Sell', 'Arn'] },
    ...properties,
  },
});
export const table = (properties: object = {}): Resource => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    SSESpecification: { SSEEnabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    DeletionProtectionEnabled: true,
    ...properties,
  },
});
const noncurrentVersions = { Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 30 } };
export const bucket = (properties: object = {}): Resource => ({
  Type: 'AWS::S3::Bucket',
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    BucketEncryption: {},
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: { Rules: [noncurrentVersions] },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    ...properties,
  },
});
export const userPool = (properties: object = {}): Resource => ({
  Type: 'AWS::Cognito::UserPool',
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: { DeletionProtection: 'ACTIVE', ...properties },
});
export const topic: Resource = { Type: 'AWS::SNS::Topic', Properties: { KmsMasterKeyId: 'alias/aws/sns' } };
export const subscription = (properties: object = {}): Resource => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: { Ref: 'News' },
    RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Orders', 'Arn'] } },
    ...properties,
  },
});
export const queuePolicy = (topicId: string): Resource => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'Orders' }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnEquals: { 'aws:SourceArn': [{ Ref: topicId }] } },
        },
      ],
    },
  },
});
const logGroup: Resource = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } };
const apiPermission: Resource = {
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Principal: 'apigateway.amazonaws.com',
    FunctionName: { 'Fn::GetAtt': ['Sell', 'Arn'] },
  },
};

export const stage = (properties: object = {}): Resource => ({
  Type: 'AWS::ApiGateway::Stage',
  Properties: { TracingEnabled: true, ...properties },
});
export const restApi = (properties: object = {}): Resource => ({
  Type: 'AWS::ApiGateway::RestApi',
  Properties: { DisableExecuteApiEndpoint: true, ...properties },
});
export const webAclAssociation = (stageId: string): Resource => ({
  Type: 'AWS::WAFv2::WebACLAssociation',
  Properties: {
    ResourceArn: { 'Fn::Sub': `arn:x::/restapis/\${ShopApi}/stages/\${${stageId}}` },
    WebACLArn: 'acl',
  },
});
export const stateMachine = (properties: object = {}): Resource => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { TracingConfiguration: { Enabled: true }, ...properties },
});

export const method = (properties: object = {}): Resource => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: { HttpMethod: 'GET', AuthorizationType: 'COGNITO_USER_POOLS', ...properties },
});
export const rule = (target: object = {}): Resource => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    ScheduleExpression: 'rate(1 hour)',
    Targets: [{ RetryPolicy: { MaximumEventAgeInSeconds: 3600 }, ...target }],
  },
});
export const task = ({
  container = {},
  ...properties
}: { container?: object; Memory?: string } = {}): Resource => ({
  Type: 'AWS::ECS::TaskDefinition',
  Properties: {
    Memory: '512',
    ContainerDefinitions: [
      { Name: 'count', User: '65532', ReadonlyRootFilesystem: true, LogConfiguration: {}, ...container },
    ],
    ...properties,
  },
});
export const dashboard = (DashboardBody: unknown): Resource => ({
  Type: 'AWS::CloudWatch::Dashboard',
  Properties: { DashboardBody },
});
export const graph = (...metric: readonly string[]) => ({
  'Fn::Sub': JSON.stringify({ widgets: [{ properties: { metrics: [metric] } }] }),
});
export const searchGraph = (search: string) => ({
  'Fn::Sub': JSON.stringify({
    widgets: [{ properties: { metrics: [[{ expression: `SUM(SEARCH('${search}', 'Sum', 300))` }]] } }],
  }),
});

export const validResources: Resources = {
  Business: dashboard(graph('tradewind/dev', 'OrderPlaced', 'service', 'orders')),
  ShopApi: restApi(),
  ShopStage: stage(),
  ShopProtection: webAclAssociation('ShopStage'),
  PlaceOrder: stateMachine(),
  Sell: fn(),
  SellLogs: logGroup,
  ApiPermission: apiPermission,
  Orders: queue(),
  FromOrders: mapping(),
  Sales: table(),
  Pictures: bucket(),
  Customers: userPool(),
  News: topic,
  FromNews: subscription(),
  NewsPolicy: queuePolicy('News'),
  Buy: method(),
  Preflight: method({ HttpMethod: 'OPTIONS', AuthorizationType: 'NONE' }),
  Hourly: rule(),
  Count: task(),
};
