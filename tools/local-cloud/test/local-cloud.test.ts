import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type LocalCloud, startLocalCloud } from '../src/cloud/local-cloud.ts';
import { type Terminal, silentTerminal } from '../src/terminal/terminal.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';
import { temporaryFolder } from '../src/testing/temporary-folder.ts';

const seatParameter = '/tradewind/local/seats/table-name';

// Calls the endpoint as any SDK would, but needs no bundle: the access key says who calls.
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

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'seatId', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'seatId', KeyType: 'HASH' }],
  },
};

// bookings comes first in the alphabet and refers to what seats publishes.
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
      Unheard: { Type: 'AWS::Unheard::Of', Properties: {} },
    },
    files: { 'dist/book.mjs': putSeat },
  },
  seats: {
    Resources: {
      SeatsTable: table,
      OtherTable: table,
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
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
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

  it('hands one service what another publishes', async () => {
    expect(await book({})).toMatchObject({ status: 200 });
    const { Item } = await new DynamoDBClient(config()).send(
      new GetItemCommand({
        TableName: cloud.resource('seats', 'SeatsTable').ref,
        Key: { seatId: { S: '1A' } },
      }),
    );
    expect(Item).toEqual({ seatId: { S: '1A' } });
  });

  it('refuses a function what its role does not allow, and says what is missing', async () => {
    const other = cloud.resource('seats', 'OtherTable');
    const { status, body } = await book({ table: other.ref });
    expect(status).toBe(400);
    expect(body).toMatchObject({ __type: 'AccessDeniedException' });
    expect(body.message).toMatch(
      /assumed-role\/.*bookings-local-book is not authorized to perform: dynamodb:PutItem on resource: arn:/,
    );
    expect(said.join('\n')).toMatch(/bookings-local-book.*dynamodb:PutItem.*OtherTable/);
  });

  it('records what each function called, and what it was refused', () => {
    const put = (logicalId: string, outcome: string) => ({
      principal: { name: 'bookings-local-book' },
      action: 'dynamodb:PutItem',
      resourceArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${cloud.resource('seats', logicalId).ref}`,
      outcome,
    });
    expect(cloud.calls()).toMatchObject([put('SeatsTable', 'allowed'), put('OtherTable', 'denied')]);
  });

  it('counts invocations', () => {
    expect(cloud.invocations('bookings-local-book')).toBe(2);
  });

  it('names at start-up what it does not honour', () => {
    expect(said.join('\n')).toContain('AWS::Unheard::Of has no local counterpart (bookings/Unheard)');
  });

  it('refuses an access key that it does not know', async () => {
    const stranger = new SSMClient({
      ...config(),
      credentials: { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'x' },
    });
    await expect(stranger.send(new GetParameterCommand({ Name: seatParameter }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('has the same state after a restart, and does not seed again', async () => {
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

  it('keeps a second run off its state', async () => {
    await expect(boot()).rejects.toMatchObject({ name: 'StateInUse' });
  });
});

describe('a template', () => {
  const stackFile = 'services/seats/.serverless/cloudformation-template-update-stack.json';
  const bootOne = (workspace: string, terminal: Terminal = silentTerminal) =>
    startLocalCloud({
      workspaceFolder: workspace,
      terminal,
      stateFolder: temporaryFolder('local-cloud-state-'),
      apiPort: 0,
      cloudPort: 0,
      packaged: Promise.resolve(),
    });

  it('that does not parse is named by its file', async () => {
    const workspace = fixtureWorkspace({ seats: { Resources: {} } });
    writeFileSync(join(workspace, stackFile), '{ "Resources": ');
    await expect(bootOne(workspace)).rejects.toThrow(join(workspace, stackFile));
  });

  it('that changes is deployed again, and one that cannot be leaves all as it was', async () => {
    const workspace = fixtureWorkspace({ seats: { Resources: { SeatsTable: table } } });
    const write = (Resources: object) =>
      writeFileSync(join(workspace, stackFile), JSON.stringify({ Resources }));
    const cloud = await bootOne(workspace);
    try {
      write({ SeatsTable: table, RowsTable: table });
      await cloud.redeploy('seats');
      expect(cloud.resource('seats', 'RowsTable').ref).toContain('RowsTable');
      write({ SeatsTable: table, LostTable: { ...table, DependsOn: 'Ghost' } });
      await expect(cloud.redeploy('seats')).rejects.toThrow('seats/LostTable refers to Ghost');
      expect(cloud.resource('seats', 'RowsTable').ref).toContain('RowsTable');
    } finally {
      await cloud.stop();
    }
  });

  it('that loses resources ends them, and keeps what holds data', async () => {
    const role = functionRole();
    const rest = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'seats' } };
    const part = (Type: string, properties: object) => ({
      Type: `AWS::ApiGateway::${Type}`,
      Properties: { RestApiId: { Ref: 'Api' }, ...properties },
    });
    const mock = {
      HttpMethod: 'GET',
      AuthorizationType: 'NONE',
      Integration: {
        Type: 'MOCK',
        RequestTemplates: { 'application/json': '{ "statusCode": 204 }' },
        IntegrationResponses: [{ StatusCode: '204' }],
      },
    };
    const route = (name: string) => ({
      [`${name}Resource`]: part('Resource', {
        ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        PathPart: name,
      }),
      [`${name}Method`]: part('Method', { ...mock, ResourceId: { Ref: `${name}Resource` } }),
    });
    const lasting = {
      Role: role,
      Api: rest,
      Live: part('Deployment', { StageName: 'local' }),
      BasePath: {
        Type: 'AWS::ApiGateway::BasePathMapping',
        Properties: { BasePath: 'seats', RestApiId: { Ref: 'Api' }, Stage: 'local', DomainName: 'd' },
      },
      ...route('rows'),
    };
    const ending = {
      ...route('aisles'),
      Free: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'seats-local-free',
          Handler: 'dist/free.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Timeout: 5,
          MemorySize: 256,
        },
      },
      SeatsTable: table,
    };
    const workspace = fixtureWorkspace({
      seats: {
        Resources: { ...lasting, ...ending },
        files: { 'dist/free.mjs': 'export const handler = async () => 1;' },
      },
    });
    const said: string[] = [];
    const say = (message: string) => void said.push(message);
    const cloud = await bootOne(workspace, {
      info: say,
      warn: say,
      error: say,
      detail: say,
      functionLine: say,
    });
    const config = { endpoint: cloud.endpointUrl, region: 'us-east-1', credentials: cloud.credentials };
    const free = () =>
      new LambdaClient(config).send(new InvokeCommand({ FunctionName: 'seats-local-free' })).then(
        ({ StatusCode }) => StatusCode,
        ({ name }) => name,
      );
    const statusOf = async (path: string) => (await fetch(`${cloud.apiUrl}/seats/${path}`)).status;
    try {
      expect([await free(), await statusOf('rows'), await statusOf('aisles')]).toEqual([200, 204, 204]);
      writeFileSync(join(workspace, stackFile), JSON.stringify({ Resources: lasting }));
      await cloud.redeploy('seats');
      expect([await free(), await statusOf('rows'), await statusOf('aisles')]).toEqual([
        'ResourceNotFoundException',
        204,
        403,
      ]);
      expect(said.join('\n')).toContain('seats/SeatsTable is gone from the template');
      expect(said.join('\n')).not.toContain('seats/Free is gone');
    } finally {
      await cloud.stop();
    }
  });
});
