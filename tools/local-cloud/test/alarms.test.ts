import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { applyAlarms } from '../../serverless-conventions/src/alarms/apply-alarms.ts';
import type { Template, TemplateResource } from '../../serverless-conventions/src/osls.ts';
import { type LocalCloud, startLocalCloud } from '../src/boot/local-cloud.ts';
import type { SeenLine } from '../src/services/cloudwatch/metrics/log-lines.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { silentTerminal } from '../src/boot/terminal/terminal.ts';
import { eventually } from './data/eventually.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';

const sell = `
export const handler = async ({ fails, soldOut }) => {
  // Past the console, which would put time and request before the JSON.
  if (soldOut) process.stdout.write(JSON.stringify({ level: 'WARN', event: 'seat.sold-out', seatId: '1A' }) + '\\n');
  if (fails) throw new Error('no seat');
  return 'sold';
};
`;
const deliver = `export const handler = async () => { throw new Error('nobody there'); };`;

const fn = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: `tradewind-shop-local-${name}`,
    Handler: `dist/${name}.handler`,
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'deployments', S3Key: `${name}.zip` },
    Timeout: 5,
    MemorySize: 256,
  },
});

/** A shop with the alarms that the conventions give it, and one of its own. */
function shop() {
  const template: Template = {
    Resources: {
      Role: functionRole({
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        Resource: { 'Fn::GetAtt': ['ParcelsQueue', 'Arn'] },
      }) as TemplateResource,
      SellLambdaFunction: fn('sell'),
      SellLogGroup: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: '/aws/lambda/tradewind-shop-local-sell' },
      },
      DeliverLambdaFunction: fn('deliver'),
      LostParcelsQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
      ParcelsQueue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 1,
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['LostParcelsQueue', 'Arn'] },
            maxReceiveCount: 1,
          },
        },
      },
      Deliveries: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          EventSourceArn: { 'Fn::GetAtt': ['ParcelsQueue', 'Arn'] },
          FunctionName: { 'Fn::GetAtt': ['DeliverLambdaFunction', 'Arn'] },
          BatchSize: 1,
        },
      },
    },
  };
  applyAlarms(
    template,
    {
      'sold-out': {
        description: 'More seats are asked for than there are.',
        severity: 'warning',
        runbook: 'README.md',
        functions: ['sell'],
        pattern: '{ $.event = "seat.sold-out" }',
        above: 1,
      },
    },
    {
      service: 'shop',
      stage: 'local',
      owner: '@tradewind/shop',
      runbooksUrl: 'https://shop.example/docs/runbooks',
    },
  );
  return template;
}

const platform = {
  Resources: {
    AlarmTopic: { Type: 'AWS::SNS::Topic', Properties: {} },
    AlarmTopicArn: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name: '/tradewind/local/platform/alarm-topic-arn',
        Type: 'String',
        Value: { Ref: 'AlarmTopic' },
      },
    },
  },
};

describe('alarms of the deployed templates', () => {
  const said: string[] = [];
  const seen: SeenLine[] = [];
  const say = (message: string) => void said.push(message);
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await startLocalCloud({
      workspaceFolder: fixtureWorkspace({
        platform,
        shop: { ...shop(), files: { 'dist/sell.mjs': sell, 'dist/deliver.mjs': deliver } },
      }),
      stateFolder: temporaryFolder('local-cloud-state-'),
      terminal: { ...silentTerminal, info: say, warn: say, error: say },
      observer: { onLine: (line) => seen.push(line) },
      apiPort: 0,
      cloudPort: 0,
      packaged: Promise.resolve(),
    });
  });
  afterAll(async () => {
    await cloud.stop();
  });

  const config = () => ({ endpoint: cloud.endpointUrl, region: 'us-east-1', credentials: cloud.credentials });
  const call = (event: object) =>
    new LambdaClient(config()).send(
      new InvokeCommand({ FunctionName: 'tradewind-shop-local-sell', Payload: JSON.stringify(event) }),
    );
  const stateOf = (name: string) =>
    cloud.alarms().find((alarm) => alarm.name === `tradewind-shop-local-${name}`)?.state;

  it('are all understood, and all quiet while nothing is wrong', async () => {
    await call({});
    expect(cloud.alarms().filter(({ state }) => state === 'ALARM')).toEqual([]);
    expect(stateOf('sell-errors')).toBe('OK');
    expect(said.join('\n')).not.toContain('not evaluated');
  });

  it('ring for a line that a service declared, once it comes too often', async () => {
    await call({ soldOut: true });
    expect(stateOf('sold-out')).toBe('OK');
    await call({ soldOut: true });
    expect(stateOf('sold-out')).toBe('ALARM');
    expect(seen.at(-1)).toMatchObject({ entry: { seatId: '1A' }, matched: [expect.any(String)] });
  });

  it('ring for a function that throws, and with it the warnings of its service', async () => {
    await call({ fails: true });
    expect(stateOf('sell-errors')).toBe('ALARM');
    expect(stateOf('warning')).toBe('ALARM');
    expect(said).toContain(
      'ALARM warning  shop/sell-errors  sell failed with an exception that nobody expected. → docs/runbooks/function-errors.md',
    );
  });

  it('ring for a dead letter, which wakes somebody', async () => {
    await new SQSClient(config()).send(
      new SendMessageCommand({ QueueUrl: cloud.resource('shop', 'ParcelsQueue').ref, MessageBody: '{}' }),
    );
    await eventually(() => expect(stateOf('lost-parcels-depth')).toBe('ALARM'));
    expect(stateOf('critical')).toBe('ALARM');
    expect(said).toContain(
      'RINGS critical shop/lost-parcels-depth  @tradewind/shop: Something could not be handled and lies in LostParcelsQueue. → docs/runbooks/dead-letters.md',
    );
  });
});
