import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type LocalCloud, startLocalCloud } from '../src/boot/local-cloud.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';
import { seatsTable } from './seats-table.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';

const seatParameter = '/tradewind/local/seats/table-name';

// Calls the endpoint without the SDK, so that it needs no bundle. The access key identifies the caller.
const putSeat = `
export const handler = async ({ table }) => {
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID } = process.env;
  const response = await fetch(AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      authorization: \`AWS4-HMAC-SHA256 Credential=\${AWS_ACCESS_KEY_ID}/20300101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0\`,
    },
    body: JSON.stringify({ TableName: table ?? process.env.SEATS_TABLE, Item: { seatId: { S: '1A' } } }),
  });
  return { status: response.status, body: await response.json() };
};
`;

// bookings is first in the alphabet and refers to a parameter of seats.
const workspaceFolder = fixtureWorkspace({
  bookings: {
    Resources: {
      BookRole: functionRole({
        Effect: 'Allow',
        Action: 'dynamodb:PutItem',
        Resource: { 'Fn::Sub': `arn:aws:dynamodb:*:*:table/{{resolve:ssm:${seatParameter}}}` },
      }),
      BookFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'bookings-local-book',
          Handler: 'dist/book.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['BookRole', 'Arn'] },
          Code: { S3Bucket: 'deployments', S3Key: 'book.zip' },
          Timeout: 10,
          MemorySize: 256,
          Environment: { Variables: { SEATS_TABLE: `{{resolve:ssm:${seatParameter}}}` } },
        },
      },
      Unsupported: { Type: 'AWS::Unknown::Type', Properties: {} },
    },
    files: { 'dist/book.mjs': putSeat },
  },
  seats: {
    Resources: {
      SeatsTable: seatsTable,
      OtherTable: seatsTable,
      SeatsTableName: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: seatParameter, Type: 'String', Value: { Ref: 'SeatsTable' } },
      },
    },
    files: {
      'local/seed.ts': `
        export default async function seed(local) {
          await local.putParameter('/seeded/into', local.tableName('seats', 'SeatsTable'));
        }
      `,
    },
  },
});

describe('two services', () => {
  const stateFolder = join(temporaryFolder('local-cloud-state-'), 'state');
  const output: string[] = [];
  const say = (message: string) => void output.push(message);
  const terminal = { info: say, warn: say, error: say, detail: say, functionLine: say };
  const boot = () =>
    startLocalCloud({
      workspaceFolder,
      stateFolder,
      terminal,
      apiPort: 0,
      cloudPort: 0,
      packaged: Promise.resolve(),
    });
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await boot();
  });
  afterAll(async () => {
    await cloud.stop();
  });

  const config = () => ({ endpoint: cloud.endpointUrl, region: 'us-east-1', credentials: cloud.credentials });
  const book = async (event: object) => {
    const { Payload } = await new LambdaClient(config()).send(
      new InvokeCommand({ FunctionName: 'bookings-local-book', Payload: JSON.stringify(event) }),
    );
    return JSON.parse(Buffer.from(Payload!).toString());
  };

  it('pass parameters from one service to another', async () => {
    expect(await book({})).toMatchObject({ status: 200 });
    const { Item } = await new DynamoDBClient(config()).send(
      new GetItemCommand({
        TableName: cloud.resource('seats', 'SeatsTable').ref,
        Key: { seatId: { S: '1A' } },
      }),
    );
    expect(Item).toEqual({ seatId: { S: '1A' } });
  });

  it('deny a call that the role does not allow, and name the missing permission', async () => {
    const other = cloud.resource('seats', 'OtherTable');
    const { status, body } = await book({ table: other.ref });
    expect(status).toBe(400);
    expect(body).toMatchObject({ __type: 'AccessDeniedException' });
    expect(body.message).toMatch(
      /assumed-role\/.*bookings-local-book is not authorized to perform: dynamodb:PutItem on resource: arn:/,
    );
    expect(output.join('\n')).toMatch(/bookings-local-book.*dynamodb:PutItem.*OtherTable/);
  });

  it('record the allowed and denied calls of each function', () => {
    const put = (logicalId: string, outcome: string) => ({
      principal: { name: 'bookings-local-book' },
      action: 'dynamodb:PutItem',
      resourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${cloud.resource('seats', logicalId).ref}`,
      outcome,
    });
    expect(cloud.calls()).toMatchObject([put('SeatsTable', 'allowed'), put('OtherTable', 'denied')]);
  });

  it('count invocations', () => {
    expect(cloud.invocations('bookings-local-book')).toBe(2);
  });

  it('report unsupported resource types at start-up', () => {
    expect(output.join('\n')).toContain('AWS::Unknown::Type is not supported locally (bookings/Unsupported)');
  });

  it('refuse an unknown access key', async () => {
    const unknownKey = new SSMClient({
      ...config(),
      credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' },
    });
    await expect(unknownKey.send(new GetParameterCommand({ Name: seatParameter }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('keep their state after a restart and are not seeded again', async () => {
    const client = new SSMClient(config());
    const put = { Name: '/seeded/into', Value: 'by hand', Type: 'String', Overwrite: true } as const;
    await client.send(new PutParameterCommand(put));
    await cloud.stop();
    cloud = await boot();
    const { Parameter } = await new SSMClient(config()).send(
      new GetParameterCommand({ Name: '/seeded/into' }),
    );
    expect(Parameter).toMatchObject({ Value: 'by hand', Version: 2 });
  });

  it('refuse to start on the same state folder twice', async () => {
    await expect(boot()).rejects.toMatchObject({ name: 'StateInUse' });
  });
});
