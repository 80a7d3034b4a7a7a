import { describe, expect, it } from '@jest/globals';
import { applyPreviewRemovalPolicy } from './preview-removal-policy.ts';
import type { Template } from './template.ts';
import { isPreview } from './preview-stage.ts';

const completed = (resources: Template['Resources']): Template['Resources'] => {
  const template: Template = { Resources: structuredClone(resources) };
  applyPreviewRemovalPolicy(template);
  return template.Resources;
};
const retained = (Type: string, Properties = {}) => ({
  Type,
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties,
});

describe('applyPreviewRemovalPolicy', () => {
  it('applies to the stages of pull requests only', () => {
    expect(['pr-1', 'pr-4711'].every(isPreview)).toBe(true);
    expect(['dev', 'prod', 'local', 'ada-lovelace', 'pr-ada', 'pr-', 'xpr-1'].some(isPreview)).toBe(false);
  });

  it('deletes stateful resources, and disables their deletion protection', () => {
    const resources = completed({
      Table: retained('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true, TableName: 't' }),
      Bucket: retained('AWS::S3::Bucket'),
      Pool: retained('AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' }),
    });
    for (const resource of Object.values(resources))
      expect(resource).toMatchObject({ DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' });
    expect(resources['Table']!.Properties).toEqual({ DeletionProtectionEnabled: false, TableName: 't' });
    expect(resources['Pool']!.Properties).toEqual({ DeletionProtection: 'INACTIVE' });
  });

  it('deletes a repository with its images', () => {
    const { Images } = completed({ Images: { Type: 'AWS::ECR::Repository', Properties: {} } });
    expect(Images!.Properties).toEqual({ EmptyOnDelete: true });
  });

  it('does not change resources without a deletion policy', () => {
    const resources = { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } } };
    expect(completed(resources)).toEqual(resources);
  });

  it('removes the settings of the region, with the role that only they use', () => {
    const role = { Type: 'AWS::IAM::Role', Properties: {} };
    const setting = {
      Type: 'AWS::ApiGateway::Account',
      Properties: { CloudWatchRoleArn: { 'Fn::GetAtt': ['LoggingRole', 'Arn'] } },
    };
    expect(Object.keys(completed({ LoggingRole: role, Setting: setting, OtherRole: role }))).toEqual([
      'OtherRole',
    ]);
    const user = { Type: 'AWS::Lambda::Function', Properties: { Role: { Ref: 'LoggingRole' } } };
    expect(Object.keys(completed({ LoggingRole: role, Setting: setting, User: user }))).toEqual([
      'LoggingRole',
      'User',
    ]);
  });
});
