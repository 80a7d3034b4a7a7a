import { fixtureWorkspace, functionRole } from '../fixture-workspace.ts';

// The fixture is outside of this workspace, so that it imports the SDK by its address.
const sdk = (client: string) => import.meta.resolve(`@aws-sdk/client-${client}`);

const write = `
import { DynamoDBClient, PutItemCommand } from '${sdk('dynamodb')}';
const client = new DynamoDBClient({ maxAttempts: 1 });
export const handler = async ({ id, pauseMillis = 0 }) => {
  await new Promise((resolve) => setTimeout(resolve, pauseMillis));
  await client.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: id } } }));
  return { now: Date.now() };
};
`;

const log = `
export const handler = async ({ Records }) => {
  for (const record of Records)
    process.stdout.write(JSON.stringify({ level: 'INFO', event: 'received', id: record.body ?? record.dynamodb.Keys.id.S }) + '\\n');
};
`;

const lambda = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: name,
    Handler: `dist/${name}.handler`,
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'deployments', S3Key: `${name}.zip` },
    Timeout: 20,
    MemorySize: 256,
    Environment: { Variables: { TABLE: { Ref: 'Items' } } },
  },
});

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const mapping = (source: object, functionName: string, more: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: source, FunctionName: { Ref: functionName }, BatchSize: 1, ...more },
});

const stateMachine = (States: object, StartAt: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { RoleArn: arnOf('WorkflowRole'), Definition: { StartAt, States } },
});

/** A service with a table whose stream a function reads, a topic with a queue that a function reads, and two workflows. */
export const faultyWorkspace = (): string =>
  fixtureWorkspace({
    shop: {
      Resources: {
        Role: functionRole({ Effect: 'Allow', Action: '*', Resource: '*' }),
        WorkflowRole: functionRole({ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }),
        Items: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            BillingMode: 'PAY_PER_REQUEST',
            AttributeDefinitions: [
              { AttributeName: 'id', AttributeType: 'S' },
              { AttributeName: 'kind', AttributeType: 'S' },
            ],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            GlobalSecondaryIndexes: [
              {
                IndexName: 'byKind',
                KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
                Projection: { ProjectionType: 'ALL' },
              },
            ],
            StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
          },
        },
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Messages: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 20 } },
        Undelivered: { Type: 'AWS::SQS::Queue', Properties: {} },
        Policy: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: {
            Queues: [{ Ref: 'Messages' }, { Ref: 'Undelivered' }],
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'sns.amazonaws.com' },
                  Action: 'sqs:SendMessage',
                  Resource: '*',
                },
              ],
            },
          },
        },
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            TopicArn: { Ref: 'Topic' },
            Protocol: 'sqs',
            Endpoint: arnOf('Messages'),
            RawMessageDelivery: true,
            RedrivePolicy: { deadLetterTargetArn: arnOf('Undelivered') },
          },
        },
        Write: lambda('write'),
        Consume: lambda('consume'),
        Follow: lambda('follow'),
        OfQueue: mapping(arnOf('Messages'), 'Consume'),
        OfStream: mapping({ 'Fn::GetAtt': ['Items', 'StreamArn'] }, 'Follow', {
          StartingPosition: 'TRIM_HORIZON',
        }),
        Workflow: stateMachine({ Write: { Type: 'Task', Resource: arnOf('Write'), End: true } }, 'Write'),
        Patient: stateMachine({ Wait: { Type: 'Wait', Seconds: 86_400, End: true } }, 'Wait'),
      },
      files: { 'dist/write.mjs': write, 'dist/consume.mjs': log, 'dist/follow.mjs': log },
    },
  });
