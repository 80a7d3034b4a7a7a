import { describe, expect, it } from '@jest/globals';
import type { Resource, Template } from '../../../../workspace/src/templates/template.ts';
import { printDifference, templateDifference } from './template-difference.ts';

const one = (id: string, Type: string, Properties: object, more: Partial<Resource> = {}): Template => ({
  Resources: { [id]: { Type, Properties: Properties as Record<string, unknown>, ...more } },
});
const nothing: Template = { Resources: {} };
const together = (...templates: Template[]): Template => ({
  Resources: Object.assign({}, ...templates.map(({ Resources }) => Resources)) as Template['Resources'],
});
const changes = (before: Template, after: Template) => templateDifference(before, after).changes;

const table = (key: string, properties: object = {}, more: Partial<Resource> = {}) =>
  one(
    'Stock',
    'AWS::DynamoDB::Table',
    {
      KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
      ...properties,
    },
    more,
  );

describe('data loss', () => {
  const losses = (before: Template, after: Template) => templateDifference(before, after).dataLoss;

  it('is a store that goes, whether or not its content is retained', () => {
    expect(losses(table('id'), nothing)).toEqual([
      'Stock (AWS::DynamoDB::Table) is deleted with all that is in it',
    ]);
    expect(losses(table('id', {}, { DeletionPolicy: 'Retain' }), nothing)[0]).toContain(
      'it is retained, but nothing uses',
    );
  });

  it('contains retained resources, and databases in any case', () => {
    const kept = (type: string, policy: string) => one('K', type, {}, { DeletionPolicy: policy });
    expect(losses(one('D', 'AWS::RDS::DBInstance', {}), nothing)).toHaveLength(1);
    expect(losses(one('G', 'AWS::DynamoDB::GlobalTable', {}), nothing)).toHaveLength(1);
    expect(losses(kept('AWS::OpenSearchService::Domain', 'RetainExceptOnCreate'), nothing)[0]).toContain(
      'it is retained',
    );
    expect(losses(kept('AWS::EC2::Volume', 'Snapshot'), nothing)[0]).toContain('only a snapshot stays');
    expect(losses(kept('AWS::Lambda::Version', 'Retain'), nothing)).toEqual([]);
    expect(losses(kept('AWS::Events::Rule', 'Delete'), nothing)).toEqual([]);
  });

  it('is a table with another key, a bucket with another name, users who sign in by another name', () => {
    expect(losses(table('id'), table('sku'))[0]).toContain('replaced by an empty one: KeySchema');
    const numbers = { AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }] };
    expect(losses(table('id'), table('id', numbers))[0]).toContain('the type of a key changed');
    expect(
      losses(one('B', 'AWS::S3::Bucket', {}), one('B', 'AWS::S3::Bucket', { BucketName: 'b' })),
    ).toHaveLength(1);
    const pool = (by: string) => one('P', 'AWS::Cognito::UserPool', { UsernameAttributes: [by] });
    expect(losses(pool('email'), pool('phone_number'))).toHaveLength(1);
  });

  it('is not what CloudFormation changes in place', () => {
    const indexed = {
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'day', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [{ IndexName: 'byDay' }],
    };
    expect(losses(table('id'), table('id', indexed))).toEqual([]);
    expect(losses(nothing, table('id'))).toEqual([]);
  });
});

describe('a difference', () => {
  const lambda = (properties: object, sha = 'x') =>
    together(
      one('F', 'AWS::Lambda::Function', { FunctionName: 'get-stock', ...properties }),
      one(`FVersion${sha}`, 'AWS::Lambda::Version', { FunctionName: { Ref: 'F' }, CodeSha256: sha }),
    );

  it('reports changed functions without the values of their environment', () => {
    const before = lambda({
      MemorySize: 512,
      Code: { S3Key: 'a' },
      Environment: { Variables: { A: '1', B: '1' } },
    });
    const after = lambda(
      { MemorySize: 1024, Code: { S3Key: 'b' }, Environment: { Variables: { A: '2', B: '1' } } },
      'y',
    );
    expect(changes(before, after)).toEqual([
      'function changed: get-stock (code, environment A, MemorySize 512 → 1024)',
    ]);
    expect(changes(nothing, before)).toEqual(['function added: get-stock']);
    expect(changes(before, nothing)).toEqual(['function removed: get-stock']);
    expect(
      changes(
        before,
        lambda({
          MemorySize: 512,
          Code: { S3Key: 'other date' },
          Environment: { Variables: { A: '1', B: '1' } },
        }),
      ),
    ).toEqual([]);
  });

  it('reports layers with changed content, and ignores the date in the name of the zip', () => {
    const layer = (S3Key: string, digest: string): Template => ({
      ...one('SharpLambdaLayer', 'AWS::Lambda::LayerVersion', { Content: { S3Key } }),
      Outputs: { SharpLambdaLayerHash: { Value: digest } },
    });
    expect(changes(nothing, layer('monday', 'a'))).toEqual(['layer added: SharpLambdaLayer']);
    expect(changes(layer('monday', 'a'), layer('tuesday', 'a'))).toEqual([]);
    expect(changes(layer('monday', 'a'), layer('tuesday', 'b'))).toEqual(['layer changed: SharpLambdaLayer']);
    expect(changes(layer('monday', 'a'), nothing)).toEqual(['layer removed: SharpLambdaLayer']);
  });

  it('reports routes and their authorization', () => {
    const api = (access: object) =>
      together(
        one('Stock', 'AWS::ApiGateway::Resource', {
          PathPart: 'stock',
          ParentId: { 'Fn::GetAtt': ['Api', 'Root'] },
        }),
        one('One', 'AWS::ApiGateway::Resource', { PathPart: '{id}', ParentId: { Ref: 'Stock' } }),
        one('Get', 'AWS::ApiGateway::Method', { HttpMethod: 'GET', ResourceId: { Ref: 'One' }, ...access }),
      );
    const signedIn = { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: ['a/read'] };
    expect(changes(nothing, api({}))).toEqual(['route added: GET /stock/{id} (public)']);
    expect(changes(api({}), nothing)).toEqual(['route removed: GET /stock/{id}']);
    expect(changes(api(signedIn), api({ AuthorizationType: 'NONE' }))).toEqual([
      'route changed: GET /stock/{id} is now public, was for callers with a/read',
    ]);
  });

  it('reports a route with another authorizer, another function or no validation', () => {
    const api = (properties: object) =>
      one('Get', 'AWS::ApiGateway::Method', {
        HttpMethod: 'GET',
        ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        AuthorizationType: 'COGNITO_USER_POOLS',
        ...properties,
      });
    const integration = (id: string) => ({ Type: 'AWS_PROXY', Uri: { 'Fn::GetAtt': [id, 'Arn'] } });
    expect(
      changes(
        api({ AuthorizerId: { Ref: 'Ours' }, Integration: integration('A'), RequestValidatorId: 'v' }),
        api({ AuthorizerId: { Ref: 'Theirs' }, Integration: integration('B') }),
      ),
    ).toEqual(['route changed: GET / (AuthorizerId, Integration.Uri, RequestValidatorId v → none)']);
    const providers = (pool: string) => one('Ours', 'AWS::ApiGateway::Authorizer', { ProviderARNs: [pool] });
    expect(changes(providers('pool'), providers('another'))).toEqual([
      'changed: Ours (AWS::ApiGateway::Authorizer: ProviderARNs)',
    ]);
    const preflight = (Integration: object) =>
      one('Options', 'AWS::ApiGateway::Method', { HttpMethod: 'OPTIONS', Integration });
    expect(changes(nothing, preflight({ Type: 'MOCK' }))).toEqual([]);
    expect(changes(nothing, preflight(integration('A')))).toEqual(['route added: OPTIONS / (public)']);
  });

  it('names what is different about anything else, and keeps what is confidential to itself', () => {
    const before = table(
      'id',
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      { DeletionPolicy: 'Retain' },
    );
    const after = table('id', { TimeToLiveSpecification: { AttributeName: 'at', Enabled: true } });
    expect(changes(before, after)).toEqual([
      'changed: Stock (AWS::DynamoDB::Table: DeletionPolicy Retain → none, DeletionProtectionEnabled true → none, ' +
        'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled true → none, ' +
        'TimeToLiveSpecification.AttributeName none → at, TimeToLiveSpecification.Enabled none → true)',
    ]);
    const secret = (SecretString: string) => one('S', 'AWS::SecretsManager::Secret', { SecretString });
    expect(changes(secret('a'), secret('b'))).toEqual([
      'changed: S (AWS::SecretsManager::Secret: SecretString)',
    ]);
    const logs = one('Logs', 'AWS::Logs::LogGroup', { RetentionInDays: 30 });
    expect(changes(logs, nothing)).toEqual(['removed: Logs (AWS::Logs::LogGroup)']);
    const many = (value: number) =>
      one('D', 'AWS::X::Y', Object.fromEntries([...'abcdefgh'].map((name) => [name, value])));
    expect(changes(many(1), many(2))[0]).toMatch(/f 1 → 2, and 2 more\)$/);
  });

  it('warns about alarms without actions', () => {
    const alarm = (AlarmActions: string[]) => one('A', 'AWS::CloudWatch::Alarm', { AlarmActions });
    expect(changes(alarm(['topic']), nothing)).toEqual(['ALARM DROPPED: A']);
    expect(changes(alarm(['topic']), alarm([]))).toEqual(['ALARM SILENCED: A']);
    expect(changes(alarm(['topic']), alarm(['other']))).toEqual(['alarm changed: A (AlarmActions)']);
    const enabled = (ActionsEnabled: boolean) =>
      one('A', 'AWS::CloudWatch::Alarm', { AlarmActions: ['topic'], ActionsEnabled });
    expect(changes(enabled(true), enabled(false))).toEqual(['ALARM SILENCED: A']);
    expect(changes(one('A', 'AWS::CloudWatch::CompositeAlarm', {}), nothing)).toEqual(['ALARM DROPPED: A']);
  });

  it('counts, and says so when nothing changes', () => {
    expect(printDifference(templateDifference(table('id'), table('id')))).toMatch(
      /nothing that matters changes\n {2}resources: 1 → 1 of 500; template: 1 KB → 1 KB of 1000 KB/,
    );
    expect(changes(nothing, one('Q', 'AWS::SQS::Queue', {}))).toEqual(['added: Q (AWS::SQS::Queue)']);
  });
});
