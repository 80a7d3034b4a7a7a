import { expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { protectFromDeletion } from './deletion-protection.ts';

it('protects tables and user pools with any deletion policy', () => {
  const template: Template = {
    Resources: {
      Table: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Delete', Properties: { TableName: 't' } },
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      Queue: { Type: 'AWS::SQS::Queue', Properties: {} },
    },
  };
  protectFromDeletion(template);
  expect(template.Resources).toMatchObject({
    Table: { Properties: { TableName: 't', DeletionProtectionEnabled: true } },
    Pool: { Properties: { DeletionProtection: 'ACTIVE' } },
    Queue: { Properties: {} },
  });
});
