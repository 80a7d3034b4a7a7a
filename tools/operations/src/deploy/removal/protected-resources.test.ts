import { expect, it } from '@jest/globals';
import { unprotectDeletedTables } from './protected-resources.ts';

const resource = (LogicalResourceId: string, ResourceType: string) => ({
  LogicalResourceId,
  ResourceType,
  PhysicalResourceId: `${LogicalResourceId}-physical`,
  LastUpdatedTimestamp: new Date(0),
  ResourceStatus: 'CREATE_COMPLETE' as const,
});
const declared = (Type: string, DeletionPolicy?: string) => ({
  Type,
  ...(DeletionPolicy !== undefined && { DeletionPolicy }),
});
const target = { name: 'stock', stackName: 'tradewind-stock-dev' };

it('unprotects the tables that are deleted with the stack, and explains how to delete the rest', async () => {
  const unprotected: string[] = [];
  const retained = await unprotectDeletedTables(target, {
    stacks: {
      template: async () => ({
        Resources: {
          Stock: declared('AWS::DynamoDB::Table', 'RetainExceptOnCreate'),
          Projections: declared('AWS::DynamoDB::Table', 'Delete'),
          Keys: declared('AWS::DynamoDB::Table'),
          Customers: declared('AWS::Cognito::UserPool', 'RetainExceptOnCreate'),
          Images: declared('AWS::S3::Bucket', 'RetainExceptOnCreate'),
          Role: declared('AWS::IAM::Role', 'Retain'),
        },
      }),
      resources: async () => [
        resource('Stock', 'AWS::DynamoDB::Table'),
        resource('Projections', 'AWS::DynamoDB::Table'),
        resource('Keys', 'AWS::DynamoDB::Table'),
        resource('Customers', 'AWS::Cognito::UserPool'),
        resource('Images', 'AWS::S3::Bucket'),
        resource('Role', 'AWS::IAM::Role'),
      ],
    },
    tables: { unprotect: async (table) => void unprotected.push(table) },
  });
  expect(unprotected).toEqual(['Projections-physical', 'Keys-physical']);
  expect(retained).toEqual([
    'stock retains Stock. To delete its data: aws dynamodb update-table --no-deletion-protection-enabled --table-name Stock-physical && aws dynamodb delete-table --table-name Stock-physical',
    'stock retains Customers. To delete its data: aws cognito-idp update-user-pool --deletion-protection INACTIVE --user-pool-id Customers-physical && aws cognito-idp delete-user-pool --user-pool-id Customers-physical',
    'stock retains Images. To delete its data: empty Images-physical with all versions in the S3 console, and delete it',
  ]);
});

it('does nothing without a stack', async () => {
  const stacks = { template: async () => undefined, resources: async () => [] };
  expect(await unprotectDeletedTables(target, { stacks, tables: { unprotect: async () => {} } })).toEqual([]);
});
