import { describe, expect, it } from '@jest/globals';
import { copyNeverCalledReasons, keepFunctionRoles } from './roles.ts';

const logs = (...actions: string[]) => ({ Effect: 'Allow', Action: actions, Resource: 'own' });
const template = () => ({
  Resources: {
    IamRoleLambdaExecution: { Type: 'AWS::IAM::Role', Properties: {} },
    GetDashseatIamRoleLambdaExecution: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'get-seat',
        Policies: [{ PolicyDocument: { Statement: [logs('logs:CreateLogGroup', 'logs:PutLogEvents')] } }],
      },
    },
  },
});

describe('roles', () => {
  it('belong to one function each, have no name, and cannot create log groups', () => {
    const packaged = template();
    keepFunctionRoles(packaged);
    expect(packaged.Resources).toEqual({
      GetDashseatIamRoleLambdaExecution: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyDocument: { Statement: [logs('logs:PutLogEvents')] } }] },
      },
    });
  });

  it('have the reasons for unused grants as metadata', () => {
    const packaged = template();
    const neverCalled = [{ action: 'dynamodb:DeleteItem', because: 'seats are deleted with their venue' }];
    copyNeverCalledReasons(packaged, { 'get-seat': { handler: 'dist/get-seat.handler', neverCalled } });
    expect(packaged.Resources.GetDashseatIamRoleLambdaExecution).toMatchObject({ Metadata: { neverCalled } });
    expect(() =>
      copyNeverCalledReasons(packaged, { other: { handler: 'dist/other.handler', neverCalled } }),
    ).toThrow('"other" has neverCalled but no iamRoleStatements');
  });
});
