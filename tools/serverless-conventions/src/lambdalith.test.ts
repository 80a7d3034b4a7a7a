import { describe, expect, it } from '@jest/globals';
import { mergeRoutes, requireNoReference } from './lambdalith.ts';
import type { OslsFunction, OslsService } from './osls.ts';

const TABLE = { 'Fn::GetAtt': ['SeatsTable', 'Arn'] };
const may = (Action: string | string[], Resource: unknown = TABLE) => ({ Effect: 'Allow', Action, Resource });

const functions = (): Record<string, OslsFunction> => ({
  'get-seat': {
    handler: 'dist/get-seat.handler',
    name: 'tradewind-seats-dev-get-seat',
    events: [{ http: { method: 'get', path: '/seats/{seatId}' } }],
    environment: { SEATS_TABLE: { Ref: 'SeatsTable' } },
    iamRoleStatements: [may('dynamodb:GetItem'), may(['xray:PutTraceSegments'], '*')],
    iamRoleStatementsName: 'get-seat',
  },
  'book-seat': {
    handler: 'dist/book-seat.handler',
    name: 'tradewind-seats-dev-book-seat',
    timeout: 20,
    reservedConcurrency: 5,
    events: [{ http: { method: 'post', path: '/seats' } }],
    environment: { SEATS_TABLE: { Ref: 'SeatsTable' }, LIMIT: '3' },
    iamRoleStatements: [
      may(['dynamodb:PutItem', 'dynamodb:GetItem']),
      may(['xray:PutTraceSegments'], '*'),
      may('sns:Publish', { Ref: 'Topic' }),
    ],
    neverCalled: [{ action: 'dynamodb:GetItem', because: 'x' }],
  },
  'publish-seats': { handler: 'dist/publish-seats.handler', memorySize: 4000, events: [] },
});

const seats = (custom: OslsService['custom'] | undefined, declared = functions()): OslsService => ({
  service: 'tradewind-seats',
  provider: {
    compiledCloudFormationTemplate: { Resources: {} },
    logRetentionInDays: 30,
    memorySize: 512,
    timeout: 10,
  },
  functions: declared,
  package: {},
  ...(custom && { custom }),
});
const lambdalith = { deployment: 'lambdalith' };

describe('the deployment of routes', () => {
  it('is one function for each route by default', () => {
    for (const custom of [undefined, {}, { deployment: 'functions' }]) {
      const service = seats(custom);
      expect(mergeRoutes(service, 'dev')).toEqual([]);
      expect(service.functions).toEqual(functions());
    }
  });

  it('is one function for all routes of a lambdalith, with the union of what they have', () => {
    const service = seats(lambdalith);
    expect(mergeRoutes(service, 'dev')).toEqual(['get-seat', 'book-seat']);
    expect(Object.keys(service.functions)).toEqual(['publish-seats', 'api']);
    expect(service.functions['api']).toEqual({
      handler: 'dist/api.handler',
      name: 'tradewind-seats-dev-api',
      package: { patterns: ['!**', 'dist/api.mjs*'] },
      memorySize: 512,
      timeout: 20,
      events: [
        { http: { method: 'get', path: '/seats/{seatId}' } },
        { http: { method: 'post', path: '/seats' } },
      ],
      environment: { SEATS_TABLE: { Ref: 'SeatsTable' }, LIMIT: '3' },
      iamRoleStatementsName: 'api',
      iamRoleStatements: [
        may(['dynamodb:GetItem', 'dynamodb:PutItem']),
        may(['xray:PutTraceSegments'], '*'),
        may(['sns:Publish'], { Ref: 'Topic' }),
      ],
      neverCalled: [{ action: 'dynamodb:GetItem', because: 'x' }],
    });
  });

  it('adds the reserved concurrency if every route has one', () => {
    const declared = functions();
    declared['get-seat'] = { ...declared['get-seat']!, reservedConcurrency: 7 };
    const service = seats(lambdalith, declared);
    mergeRoutes(service, 'dev');
    expect(service.functions['api']?.reservedConcurrency).toBe(12);
  });

  it('moves alarms on the logs of the functions to the one function', () => {
    const alarm = { description: 'd', severity: 'warning', runbook: 'r.md', pattern: '{}' } as const;
    const service = seats({
      ...lambdalith,
      alarms: {
        refused: { ...alarm, functions: ['get-seat', 'publish-seats', 'book-seat'] },
        counted: { ...alarm, metric: 'Seats' },
      },
    });
    mergeRoutes(service, 'dev');
    expect(service.custom?.alarms?.['refused']?.functions).toEqual(['api', 'publish-seats']);
    expect(service.custom?.alarms?.['counted']).not.toHaveProperty('functions');
  });

  it('rejects different values of a variable and different settings', () => {
    const conflicting = functions();
    conflicting['book-seat'] = { ...conflicting['book-seat']!, environment: { SEATS_TABLE: 'other' } };
    expect(() => mergeRoutes(seats(lambdalith, conflicting), 'dev')).toThrow(
      'SEATS_TABLE of book-seat differs',
    );
    const vpc = functions();
    Object.assign(vpc['book-seat']!, { vpc: { subnetIds: ['a'] } });
    expect(() => mergeRoutes(seats(lambdalith, vpc), 'dev')).toThrow(
      'get-seat and book-seat differ in vpc, so custom.deployment lambdalith cannot merge them.',
    );
  });

  it.each([{ 'Fn::GetAtt': ['GetDashseatLambdaFunction', 'Arn'] }, '${GetDashseatLambdaFunction.Arn}'])(
    'rejects a template that refers to a replaced function: %j',
    (Value) => {
      const template = { Resources: { Out: { Type: 'AWS::SSM::Parameter', Properties: { Value } } } };
      expect(() => requireNoReference(template, ['get-seat'])).toThrow('GetDashseatLambdaFunction');
      expect(() => requireNoReference(template, ['book-seat'])).not.toThrow();
    },
  );
});
