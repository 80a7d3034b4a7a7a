import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { applyAlarms } from '../../serverless-conventions/src/alarms/apply-alarms.ts';
import type { Template, TemplateResource } from '../../serverless-conventions/src/template.ts';
import { type LocalCloud, startLocalCloud } from '../src/boot/local-cloud.ts';
import type { LogEvent } from '../src/services/cloudwatch/metrics/log-metrics.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { silentTerminal } from '../src/boot/terminal/terminal.ts';
import { eventually } from './data/eventually.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';

const sell = `
export const handler = async ({ fails, soldOut }) => {
  // Bypasses the console, which would prefix the JSON with time and request ID.
  if (soldOut) process.stdout.write(JSON.stringify({ level: 'WARN', event: 'seat.sold-out', seatId: '1A' }) + '\\n');
  if (fails) throw new Error('no seat');
  return 'sold';
};
`;
const deliver = `export const handler = async () => { throw new Error('delivery failed'); };`;

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

/** A service with the alarms of the conventions and one declared alarm. */
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
      FailedParcelsQueue: { Type: 'AWS::SQS::Queue', Properties: {} },
      ParcelsQueue: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          VisibilityTimeout: 1,
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['FailedParcelsQueue', 'Arn'] },
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
        description: 'More seats are requested than exist.',
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
  const output: string[] = [];
  const seen: LogEvent[] = [];
  const write = (message: string) => void output.push(message);
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await startLocalCloud({
      workspaceFolder: fixtureWorkspace({
        platform,
        shop: { ...shop(), files: { 'dist/sell.mjs': sell, 'dist/deliver.mjs': deliver } },
      }),
      stateFolder: temporaryFolder('local-cloud-state-'),
      terminal: { ...silentTerminal, info: write, warn: write, error: write },
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
  const findAlarm = (name: string) =>
    cloud.alarms().find((alarm) => alarm.name === `tradewind-shop-local-${name}`);
  const stateOf = (name: string) => findAlarm(name)?.state;
  const summaryOf = (name: string) => findAlarm(name)?.summary;

  it('are all evaluated and none is in ALARM without errors', async () => {
    await call({});
    expect(cloud.alarms().filter(({ state }) => state === 'ALARM')).toEqual([]);
    expect(stateOf('sell-errors')).toBe('OK');
    expect(output.join('\n')).not.toContain('not evaluated');
  });

  it('go into ALARM when a declared log event exceeds its threshold', async () => {
    await call({ soldOut: true });
    expect(stateOf('sold-out')).toBe('OK');
    await call({ soldOut: true });
    expect(stateOf('sold-out')).toBe('ALARM');
    expect(seen.at(-1)).toMatchObject({ entry: { seatId: '1A' }, matched: [expect.any(String)] });
  });

  it('go into ALARM when a function fails, together with the composite warning alarm', async () => {
    await call({ fails: true });
    expect(stateOf('sell-errors')).toBe('ALARM');
    expect(stateOf('warning')).toBe('ALARM');
    expect(output).toContain(
      `ALARM warning  shop/sell-errors: ${summaryOf('sell-errors')} → docs/runbooks/function-errors.md`,
    );
  });

  it('go into ALARM with an action for a message in the dead-letter queue', async () => {
    await new SQSClient(config()).send(
      new SendMessageCommand({ QueueUrl: cloud.resource('shop', 'ParcelsQueue').ref, MessageBody: '{}' }),
    );
    await eventually(() => expect(stateOf('failed-parcels-depth')).toBe('ALARM'));
    expect(stateOf('critical')).toBe('ALARM');
    expect(output).toContain(
      `ALARM critical shop/failed-parcels-depth: ${summaryOf('failed-parcels-depth')} (@tradewind/shop) → docs/runbooks/dead-letters.md`,
    );
  });
});
