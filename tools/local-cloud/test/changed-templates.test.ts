import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { startLocalCloud } from '../src/boot/local-cloud.ts';
import { temporaryFolder } from '../../workspace/src/testing/temporary-folder.ts';
import { type Terminal, silentTerminal } from '../src/boot/terminal/terminal.ts';
import { fixtureWorkspace, functionRole } from './fixture-workspace.ts';
import { seatsTable } from './seats-table.ts';

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

  it('is named by its file if it is not valid JSON', async () => {
    const workspace = fixtureWorkspace({ seats: { Resources: {} } });
    writeFileSync(join(workspace, stackFile), '{ "Resources": ');
    await expect(bootOne(workspace)).rejects.toThrow(join(workspace, stackFile));
  });

  it('is deployed again on a change, and a failed deployment changes nothing', async () => {
    const workspace = fixtureWorkspace({ seats: { Resources: { SeatsTable: seatsTable } } });
    const write = (Resources: object) =>
      writeFileSync(join(workspace, stackFile), JSON.stringify({ Resources }));
    const cloud = await bootOne(workspace);
    try {
      write({ SeatsTable: seatsTable, RowsTable: seatsTable });
      await cloud.redeploy('seats');
      expect(cloud.resource('seats', 'RowsTable').ref).toContain('RowsTable');
      write({ SeatsTable: seatsTable, LostTable: { ...seatsTable, DependsOn: 'Ghost' } });
      await expect(cloud.redeploy('seats')).rejects.toThrow('seats/LostTable refers to Ghost');
      expect(cloud.resource('seats', 'RowsTable').ref).toContain('RowsTable');
    } finally {
      await cloud.stop();
    }
  });

  it.each([
    [
      'property',
      {
        Type: seatsTable.Type,
        Properties: { ...seatsTable.Properties, KeySchema: undefined, KeySchemas: [] },
      },
      'seats/RowsTable (AWS::DynamoDB::Table) could not be deployed: AWS::DynamoDB::Table has no property KeySchemas. Did you mean KeySchema?',
    ],
    [
      'attribute',
      {
        Type: 'AWS::SSM::Parameter',
        Properties: {
          Name: '/seats/rows',
          Type: 'String',
          Value: { 'Fn::GetAtt': ['SeatsTable', 'Ar'] },
        },
      },
      'seats/SeatsTable (AWS::DynamoDB::Table) has no attribute Ar. Did you mean Arn?',
    ],
  ])('suggests the nearest name for a mistyped %s', async (_, RowsTable, message) => {
    const workspace = fixtureWorkspace({ seats: { Resources: { SeatsTable: seatsTable, RowsTable } } });
    await expect(bootOne(workspace)).rejects.toThrow(message);
  });

  it('removes the resources it no longer has, except those that hold data', async () => {
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
      SeatsTable: seatsTable,
    };
    const workspace = fixtureWorkspace({
      seats: {
        Resources: { ...lasting, ...ending },
        files: { 'dist/free.mjs': 'export const handler = async () => 1;' },
      },
    });
    const output: string[] = [];
    const say = (message: string) => void output.push(message);
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
      expect(output.join('\n')).toContain('seats/SeatsTable was removed from the template');
      expect(output.join('\n')).not.toContain('seats/Free was removed');
    } finally {
      await cloud.stop();
    }
  });
});
