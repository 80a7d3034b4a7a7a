import { describe, expect, it } from '@jest/globals';
import { nothingOutlivesPreview } from './nothing-outlives-preview.ts';
import type { Template } from './osls.ts';
import { isPreview } from './preview-stage.ts';

const completed = (resources: Template['Resources']): Template['Resources'] => {
  const template: Template = { Resources: structuredClone(resources) };
  nothingOutlivesPreview(template);
  return template.Resources;
};
const retained = (Type: string, Properties = {}) => ({
  Type,
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties,
});

describe('a preview', () => {
  it('is the stage of a pull request and no other', () => {
    expect(['pr-1', 'pr-4711'].every(isPreview)).toBe(true);
    expect(['dev', 'prod', 'local', 'ada-lovelace', 'pr-ada', 'pr-', 'xpr-1'].some(isPreview)).toBe(false);
  });

  it('retains no store, and protects none', () => {
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

  it('takes a repository away with the images in it', () => {
    const { Images } = completed({ Images: { Type: 'AWS::ECR::Repository', Properties: {} } });
    expect(Images!.Properties).toEqual({ EmptyOnDelete: true });
  });

  it('leaves alone what no policy keeps', () => {
    const resources = { Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } } };
    expect(completed(resources)).toEqual(resources);
  });

  it('leaves the settings of the region to stages that stay, with the role they alone use', () => {
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
