import { describe, expect, it } from '@jest/globals';
import { addIdempotencyTable, applyIdempotency, idempotentRoutes } from './idempotency.ts';
import type { OslsFunction, OslsService } from './osls.ts';
import type { Template } from './template.ts';

const route = (method: string): OslsFunction => ({
  handler: 'dist/x.handler',
  events: [{ http: { method, path: '/seats' } }],
});

function applied(idempotentFunctions: Record<string, string> = {}): Record<string, OslsFunction> {
  const functions = { 'book-seat': route('POST'), 'list-seats': route('get'), publish: { handler: 'x' } };
  applyIdempotency({ functions, custom: { idempotentFunctions } } as unknown as OslsService);
  return functions;
}

describe('applyIdempotency', () => {
  it('gives functions with a POST route the table and the permission to write it', () => {
    const functions = applied();
    expect(functions['book-seat']).toMatchObject({
      environment: { IDEMPOTENCY_TABLE: { Ref: 'IdempotencyTable' } },
      iamRoleStatements: [{ Action: ['dynamodb:PutItem'] }],
    });
    expect(functions['list-seats']).not.toHaveProperty('environment');
    expect(functions['publish']).not.toHaveProperty('environment');
  });

  it('leaves out functions with a reason', () => {
    expect(applied({ 'book-seat': 'the seat is the key' })['book-seat']).not.toHaveProperty('environment');
  });

  it.each(['list-seats', 'unknown'])('rejects a reason for %s', (name) => {
    expect(() => applied({ [name]: 'some reason' })).toThrow('has no POST route');
  });
});

describe('addIdempotencyTable', () => {
  const template = (variables: object): Template => ({
    Resources: {
      BookDashseatLambdaFunction: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables: variables } },
      },
      Post: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          HttpMethod: 'POST',
          ResourceId: { Ref: 'Seats' },
        },
      },
      Seats: {
        Type: 'AWS::ApiGateway::Resource',
        Properties: {
          ParentId: { 'Fn::GetAtt': ['ApiGatewayRestApi', 'RootResourceId'] },
          PathPart: 'seats',
        },
      },
    },
  });

  it('adds the table of expiring replies where a function uses it', () => {
    const used = template({ IDEMPOTENCY_TABLE: { Ref: 'IdempotencyTable' } });
    addIdempotencyTable(used);
    expect(used.Resources['IdempotencyTable']?.Properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiration', Enabled: true },
    });
    const unused = template({});
    const reasons = { 'book-seat': 'the seat is the key' };
    const functions = { 'book-seat': route('post') };
    addIdempotencyTable(
      unused,
      idempotentRoutes({ functions, custom: { idempotentFunctions: reasons } } as unknown as OslsService),
    );
    expect(unused.Resources).not.toHaveProperty('IdempotencyTable');
    expect(unused.Resources['Post']?.Metadata).toEqual({ idempotentBecause: 'the seat is the key' });
  });
});
