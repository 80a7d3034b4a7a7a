import { describe, expect, it } from '@jest/globals';
import { mkdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { type LocalCloud, startLocalCloud } from '../src/boot/local-cloud.ts';
import { fixtureWorkspace } from './fixture-workspace.ts';
import { seatsTable } from './seats-table.ts';

const passRole = {
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
};
const pass = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } };
const resources = {
  SeatsTable: {
    ...seatsTable,
    Properties: { ...seatsTable.Properties, StreamSpecification: { StreamViewType: 'NEW_IMAGE' } },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: {} },
  Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolName: 'guests' } },
  Role: passRole,
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { Definition: pass, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
  },
};
const seed = (service: string) => `
import { DynamoDBClient, PutItemCommand } from '${import.meta.resolve('@aws-sdk/client-dynamodb')}';
export default async ({ awsClientConfig, tableName }) => {
  const Item = { seatId: { S: 'seeded' } };
  await new DynamoDBClient(awsClientConfig).send(new PutItemCommand({ TableName: tableName('${service}', 'SeatsTable'), Item }));
};`;
const shows = { ...seatsTable, Metadata: { projectionOf: ['shows'] } };

/** Two services with the same resources, of which one also has a projection of the other. */
const workspaceFolder = () =>
  fixtureWorkspace({
    rooms: { Resources: { ...resources, ShowsTable: shows }, files: { 'local/seed.ts': seed('rooms') } },
    shows: { Resources: resources, files: { 'local/seed.ts': seed('shows') } },
  });

function inside(cloud: LocalCloud, service: string) {
  const config = { endpoint: cloud.endpointUrl, region: 'us-east-1', credentials: cloud.credentials };
  const ref = (logicalId: string) => cloud.resource(service, logicalId).ref;
  const tables = new DynamoDBClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const [sqs, workflows] = [new SQSClient(config), new SFNClient(config)];
  const pools = new CognitoIdentityProviderClient(config);
  const put = (logicalId: string) =>
    tables.send(new PutItemCommand({ TableName: ref(logicalId), Item: { seatId: { S: 'written' } } }));
  const items = async (logicalId: string) => {
    const { Items = [] } = await tables.send(new ScanCommand({ TableName: ref(logicalId) }));
    return Items.map(({ seatId }) => seatId!.S).toSorted();
  };
  return {
    items,
    put,
    async write() {
      await put('SeatsTable');
      await sqs.send(new SendMessageCommand({ QueueUrl: ref('Queue'), MessageBody: 'm' }));
      await s3.send(new PutObjectCommand({ Bucket: ref('Bucket'), Key: 'k', Body: 'o' }));
      await workflows.send(new StartExecutionCommand({ stateMachineArn: ref('Machine') }));
      await pools.send(
        new AdminCreateUserCommand({ UserPoolId: ref('Pool'), Username: 'ada', MessageAction: 'SUPPRESS' }),
      );
    },
    async contents() {
      const name = 'ApproximateNumberOfMessages';
      const queue = new GetQueueAttributesCommand({ QueueUrl: ref('Queue'), AttributeNames: [name] });
      const [{ Attributes }, { KeyCount }, { executions }, { Users }] = await Promise.all([
        sqs.send(queue),
        s3.send(new ListObjectsV2Command({ Bucket: ref('Bucket') })),
        workflows.send(new ListExecutionsCommand({ stateMachineArn: ref('Machine') })),
        pools.send(new ListUsersCommand({ UserPoolId: ref('Pool') })),
      ]);
      return {
        items: await items('SeatsTable'),
        messages: Number(Attributes?.[name]),
        objects: KeyCount,
        executions: executions?.length,
        users: Users?.length,
      };
    },
  };
}

const written = { items: ['seeded', 'written'], messages: 1, objects: 1, executions: 1, users: 1 };
const cleared = { items: ['seeded'], messages: 0, objects: 0, executions: 0, users: 0 };

describe('--fresh SERVICE', () => {
  it('clears and seeds what a service owns, and keeps everything else', async () => {
    const [workspace, stateFolder] = [workspaceFolder(), temporaryFolder('local-cloud-state-')];
    const boot = (freshServices: readonly string[] = []) =>
      startLocalCloud({
        workspaceFolder: workspace,
        stateFolder,
        apiPort: 0,
        cloudPort: 0,
        packaged: Promise.resolve(),
        freshServices,
      });
    const first = await boot();
    try {
      await inside(first, 'rooms').write();
      await inside(first, 'rooms').put('ShowsTable');
      await inside(first, 'shows').write();
      await first.settled();
      expect(await inside(first, 'rooms').contents()).toEqual(written);
    } finally {
      await first.stop();
    }
    mkdirSync(join(stateFolder, 'rooms'), { recursive: true });
    writeFileSync(join(stateFolder, 'rooms', 'companion.json'), '{}');

    const second = await boot(['rooms']);
    try {
      expect(await inside(second, 'rooms').contents()).toEqual(cleared);
      // The projection holds data of shows.
      expect(await inside(second, 'rooms').items('ShowsTable')).toEqual(['written']);
      expect(await inside(second, 'shows').contents()).toEqual(written);
      expect(existsSync(join(stateFolder, 'rooms'))).toBe(false);
      await inside(second, 'rooms').write();
      await second.settled();
    } finally {
      await second.stop();
    }

    const third = await boot(['shows']);
    try {
      expect(await inside(third, 'shows').contents()).toEqual(cleared);
      expect(await inside(third, 'rooms').items('ShowsTable')).toEqual([]);
      expect(await inside(third, 'rooms').contents()).toEqual(written);
    } finally {
      await third.stop();
    }
  });
});
