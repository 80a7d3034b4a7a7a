import { describe, expect, it } from '@jest/globals';
import { keepReasons, ownRolesOnly } from './roles.ts';

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
  it('are one for each function, named by CloudFormation, and make no log groups', () => {
    const packaged = template();
    ownRolesOnly(packaged);
    expect(packaged.Resources).toEqual({
      GetDashseatIamRoleLambdaExecution: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyDocument: { Statement: [logs('logs:PutLogEvents')] } }] },
      },
    });
  });

  it('carry the reasons for what no test calls', () => {
    const packaged = template();
    const neverCalled = [{ action: 'dynamodb:DeleteItem', because: 'seats go only with their hall' }];
    keepReasons(packaged, { 'get-seat': { handler: 'dist/get-seat.handler', neverCalled } });
    expect(packaged.Resources.GetDashseatIamRoleLambdaExecution).toMatchObject({ Metadata: { neverCalled } });
    expect(() => keepReasons(packaged, { other: { handler: 'dist/other.handler', neverCalled } })).toThrow(
      '"other" says neverCalled and has no iamRoleStatements',
    );
  });
});
