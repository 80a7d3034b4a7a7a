import { describe, expect, it } from '@jest/globals';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { templateDifference } from './template-difference.ts';

const one = (id: string, Type: string, Properties: object): Template => ({
  Resources: { [id]: { Type, Properties: Properties as Record<string, unknown> } },
});
const nothing: Template = { Resources: {} };
const together = (...templates: Template[]): Template => ({
  Resources: Object.assign({}, ...templates.map(({ Resources }) => Resources)) as Template['Resources'],
});
const changes = (before: Template, after: Template) => templateDifference(before, after).changes;

describe('a difference in what is allowed', () => {
  it('lists added and removed permissions', () => {
    const role = (...Action: string[]) =>
      one('Role', 'AWS::IAM::Role', {
        Policies: [
          {
            PolicyDocument: {
              Statement: [{ Effect: 'Allow', Action, Resource: [{ 'Fn::GetAtt': ['Stock', 'Arn'] }] }],
            },
          },
        ],
      });
    expect(changes(role('dynamodb:GetItem'), role('dynamodb:PutItem'))).toEqual([
      'rights widened: Role may now dynamodb:PutItem on Stock.Arn',
      'rights narrowed: Role may no more dynamodb:GetItem on Stock.Arn',
    ]);
  });

  const statement = (more: object) => ({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', ...more }] });
  const role = (more: object = {}) => one('Role', 'AWS::IAM::Role', more);
  const policy = (more: object, type = 'Policy') =>
    one('P', `AWS::IAM::${type}`, { PolicyDocument: statement({ Resource: '*', ...more }) });

  it('lists permissions of added and removed roles and policies', () => {
    const open = { Policies: [{ PolicyDocument: statement({ Action: '*', Resource: '*' }) }] };
    expect(changes(nothing, role(open))).toEqual(['rights widened: Role may now * on *']);
    expect(changes(role(open), nothing)).toEqual(['rights gone: Role, with all that it allowed and denied']);
    const attached = (more: object) =>
      together(
        role(),
        one('P', 'AWS::IAM::Policy', {
          PolicyDocument: statement({ Resource: '*', ...more }),
          Roles: [{ Ref: 'Role' }],
        }),
      );
    expect(changes(role(), attached({}))).toEqual(['rights widened: Role may now s3:GetObject on *']);
    expect(changes(attached({}), role())).toEqual(['rights narrowed: Role may no more s3:GetObject on *']);
    expect(changes(attached({ Effect: 'Deny' }), role())).toEqual([
      'rights widened: Role is no more denied s3:GetObject on *',
    ]);
    expect(changes(role(), attached({ Effect: 'Deny' }))).toEqual([
      'rights narrowed: Role is now denied s3:GetObject on *',
    ]);
  });

  it('lists permissions of managed policies, NotAction and bucket policies', () => {
    expect(
      changes(
        policy({ Resource: 'arn:a' }, 'ManagedPolicy'),
        policy({ Action: undefined, NotAction: ['iam:*', 'aws-portal:*'] }, 'ManagedPolicy'),
      ),
    ).toEqual([
      'rights widened: P may now anything but aws-portal:*, iam:* on *',
      'rights narrowed: P may no more s3:GetObject on arn:a',
    ]);
    expect(
      changes(policy({ Resource: 'arn:a' }), policy({ Resource: undefined, NotResource: 'arn:a' }))[0],
    ).toBe('rights widened: P may now s3:GetObject on anything but arn:a');
    const bucket = (Principal: unknown) =>
      one('Public', 'AWS::S3::BucketPolicy', { PolicyDocument: statement({ Principal, Resource: 'b' }) });
    expect(changes(bucket({ AWS: 'arn:x' }), bucket('*'))[0]).toBe(
      'rights widened: Public may now s3:GetObject on b by *',
    );
  });

  it('lists a trust policy without its condition, and a removed permissions boundary', () => {
    const trust = (Condition?: object) => ({
      AssumeRolePolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: 'github' },
          ...(Condition && { Condition }),
        },
      },
    });
    expect(changes(role(trust({ StringEquals: { sub: 'repo:ours' } })), role(trust()))).toEqual([
      'rights widened: Role may now be assumed: sts:AssumeRoleWithWebIdentity by {"Federated":"github"}',
      'rights narrowed: Role may no more be assumed: sts:AssumeRoleWithWebIdentity by {"Federated":"github"} when {"StringEquals":{"sub":"repo:ours"}}',
    ]);
    expect(changes(role({ PermissionsBoundary: 'arn:b' }), role())).toEqual([
      'changed: Role (AWS::IAM::Role: PermissionsBoundary arn:b → none)',
    ]);
  });

  it('lists who may invoke a function', () => {
    const permission = (more: object) =>
      one('Open', 'AWS::Lambda::Permission', {
        FunctionName: { 'Fn::GetAtt': ['F', 'Arn'] },
        Action: 'lambda:InvokeFunction',
        ...more,
      });
    expect(
      changes(
        nothing,
        permission({
          Principal: 'sns.amazonaws.com',
          SourceArn: { 'Fn::Join': ['', ['arn:', { Ref: 'T' }]] },
        }),
      ),
    ).toEqual([
      'rights widened: F may now be called by sns.amazonaws.com (lambda:InvokeFunction) when SourceArn is arn:T',
    ]);
    expect(changes(nothing, permission({ Principal: '*' }))).toEqual([
      'rights widened: F may now be called by * (lambda:InvokeFunction)',
    ]);
  });
});
