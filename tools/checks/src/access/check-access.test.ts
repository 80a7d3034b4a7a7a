import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../finding.ts';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { CallLine } from '../../../local-cloud/src/testing/access-record.ts';
import { checkAccess } from './check-access.ts';
import { accessSummary } from './summary.ts';
import type { TestRecord } from './test-record.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop.Sales';
const tableArn = { 'Fn::GetAtt': ['Sales', 'Arn'] };
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

/** A service of one function, whose role has these statements. */
function shop({
  statements = [allow('dynamodb:PutItem', tableArn)],
  neverCalled,
  more = {},
  role = {},
}: {
  statements?: object[];
  neverCalled?: object[];
  more?: Stack['template']['Resources'];
  role?: object;
} = {}): Stack {
  return {
    service: 'shop',
    serviceFolder: '/nowhere',
    stackName: 'tradewind-shop-local',
    template: {
      Resources: {
        Sales: { Type: 'AWS::DynamoDB::Table' },
        Sell: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Handler: 'dist/sell.handler',
            FunctionName: 'tradewind-shop-local-sell',
            Role: { 'Fn::GetAtt': ['SellRole', 'Arn'] },
            TracingConfig: { Mode: 'Active' },
          },
        },
        SellRole: {
          Type: 'AWS::IAM::Role',
          Properties: { Policies: [{ PolicyDocument: { Statement: statements } }], ...role },
          ...(neverCalled && { Metadata: { neverCalled } }),
        },
        ...more,
      },
    },
  };
}

const put: CallLine = {
  service: 'shop',
  role: 'SellRole',
  function: 'sell',
  action: 'dynamodb:PutItem',
  resource: table,
  outcome: 'allowed',
};

const record = (...calls: CallLine[]): TestRecord => ({
  calls,
  deployed: { 'shop/Sales': { ref: 'shop.Sales', attributes: { Arn: table } } },
});

const findings = (stack: Stack, calls: CallLine[] = [put]) =>
  checkAccess([stack], record(...calls)).findings.map(findingLine);

const unused = (permission: string) =>
  `error  shop/sell  Unused permission: ${permission}. Remove it, write the integration test that uses it, or give the reason under neverCalled.`;

const neverDelete = {
  action: 'dynamodb:DeleteItem',
  because: 'sales are deleted only after ten years',
};

describe('checkAccess', () => {
  it('accepts a role that grants exactly what is called', () => expect(findings(shop())).toEqual([]));

  it('finds a call that is not granted', () =>
    expect(findings(shop(), [put, { ...put, action: 'dynamodb:Query', outcome: 'denied' }])).toEqual([
      `error  shop/sell  Missing permission: dynamodb:Query on ${table}. Grant it in serverless.yml, or remove the call.`,
    ]));

  it('finds a call that is no longer granted', () =>
    expect(findings(shop({ statements: [] }))).toEqual([
      expect.stringContaining(
        `error  shop/sell  Missing permission: dynamodb:PutItem on ${table}. It was granted when the tests ran.`,
      ),
    ]));

  it('finds a grant that is never called: each action, on each resource', () =>
    expect(
      findings(
        shop({
          statements: [
            allow(
              ['dynamodb:PutItem', 'dynamodb:GetItem'],
              [tableArn, { 'Fn::Sub': '${Sales.Arn}/index/byDay' }],
            ),
          ],
        }),
      ),
    ).toEqual([
      unused(`dynamodb:PutItem on ${table}/index/byDay`),
      unused(`dynamodb:GetItem on ${table}`),
      unused(`dynamodb:GetItem on ${table}/index/byDay`),
    ]));

  it('accepts the grant to store replies, which the conventions add, and no other of its table', () => {
    const replies = `${table}.IdempotencyTable`;
    const statements = [allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], [replies])];
    expect(findings(shop({ statements }), [])).toEqual([unused(`dynamodb:DeleteItem on ${replies}`)]);
  });

  it('counts a call as use only if it meets the condition of the grant', () => {
    const ofCluster = (name: string) => ({ ArnEquals: { 'ecs:cluster': `arn:aws:ecs:::cluster/${name}` } });
    const stop = { ...put, action: 'ecs:StopTask', resource: 'arn:aws:ecs:::task/jobs/{id}' };
    const call = { ...stop, context: { 'ecs:cluster': 'arn:aws:ecs:::cluster/jobs' } };
    const may = (name: string) =>
      shop({
        statements: [allow('ecs:StopTask', 'arn:aws:ecs:::task/jobs/*', { Condition: ofCluster(name) })],
      });
    expect(findings(may('jobs'), [call])).toEqual([]);
    expect(findings(may('other'), [call])).toHaveLength(2);
  });

  it.each([
    ['a resource', allow('dynamodb:PutItem', '*'), 'dynamodb:PutItem on *. Name the resource.'],
    [
      'part of a resource name',
      allow('dynamodb:PutItem', { 'Fn::Sub': 'arn:aws:dynamodb:us-east-1:000000000000:table/shop.*' }),
      'dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/shop.*. Name the resource.',
    ],
    ['an action', allow('dynamodb:Put*', tableArn), 'dynamodb:Put*. Name the actions.'],
  ])('finds a wildcard in place of %s', (_part, statement, message) =>
    expect(findings(shop({ statements: [statement] }))).toEqual([
      `error  shop/sell  Overly broad permission: ${message}`,
    ]),
  );

  it('finds NotAction, and AWS managed policies', () => {
    const { Action: _, ...others } = allow('', tableArn, { NotAction: 'dynamodb:DeleteTable' });
    expect(findings(shop({ statements: [others] }))).toEqual([expect.stringContaining('NotAction allows')]);
    const ManagedPolicyArns = ['arn:aws:iam::aws:policy/PowerUserAccess'];
    expect(findings(shop({ role: { ManagedPolicyArns } }))).toEqual([
      expect.stringContaining('the managed policy arn:aws:iam::aws:policy/PowerUserAccess'),
    ]);
  });

  it('accepts a wildcard for resources that are created at runtime', () => {
    const photographs = 'arn:aws:s3:::shop.pictures/photographs/';
    const get = { ...put, action: 's3:GetObject', resource: `${photographs}one.jpeg` };
    expect(findings(shop({ statements: [allow('s3:GetObject', `${photographs}*`)] }), [get])).toEqual([]);
  });

  it('accepts a reason for a grant that is never called', () =>
    expect(
      findings(
        shop({
          statements: [allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], tableArn)],
          neverCalled: [{ ...neverDelete, resource: tableArn }],
        }),
      ),
    ).toEqual([]));

  it('accepts a reason for a grant that is called only at some times of the day', () => {
    const annotation = { ...neverDelete, action: 'dynamodb:PutItem', dependsOnTime: true };
    expect(findings(shop({ neverCalled: [annotation] }))).toEqual([]);
  });

  it.each([
    ['for a permission that is not granted', neverDelete, 'neverCalled: dynamodb:DeleteItem is not granted'],
    [
      'for a permission that is called',
      { ...neverDelete, action: 'dynamodb:PutItem' },
      'dynamodb:PutItem is called',
    ],
    ['that is too short', { action: 'dynamodb:PutItem', because: 'later' }, 'is missing or too short'],
  ])('finds a reason %s', (_violation, annotation, message) =>
    expect(findings(shop({ neverCalled: [annotation] })).join('\n')).toContain(message),
  );

  it('knows the calls of AWS itself: logs, traces, and failed batches', () => {
    const queue = 'arn:aws:sqs:us-east-1:000000000000:unsold';
    const statements = [
      allow('dynamodb:PutItem', tableArn),
      allow(
        ['logs:CreateLogStream', 'logs:PutLogEvents'],
        'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/tradewind-shop-local-sell:*:*',
      ),
      allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
      allow('sqs:SendMessage', queue),
    ];
    expect(findings(shop({ statements }))).toEqual([unused(`sqs:SendMessage on ${queue}`)]);
    const mapping = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { 'Fn::GetAtt': ['Sell', 'Arn'] },
        DestinationConfig: { OnFailure: { Destination: queue } },
      },
    };
    expect(findings(shop({ statements, more: { Mapping: mapping } }))).toEqual([]);
  });

  it('reads attached policies', () => {
    const Attached = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'SellRole' }],
        PolicyDocument: { Statement: allow('dynamodb:Query', tableArn) },
      },
    };
    expect(findings(shop({ more: { Attached } }))).toEqual([unused(`dynamodb:Query on ${table}`)]);
  });

  it('finds a record of other templates', () => {
    expect(() => checkAccess([shop()], { calls: [], deployed: {} })).toThrow(
      'shop/Sales was not deployed when the tests ran. Run "npm test" again.',
    );
    expect(findings(shop(), [put, { ...put, role: 'GoneRole' }])).toEqual([
      expect.stringContaining('shop/GoneRole  The tests used a role that is in no template.'),
    ]);
  });

  it('reports missing and unused permissions, exceptions and totals', () => {
    const stack = shop({
      statements: [allow(['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem'], tableArn)],
      neverCalled: [neverDelete],
    });
    const access = checkAccess([stack], record(put, { ...put, action: 'dynamodb:Query', outcome: 'denied' }));
    expect(access.findings.map(findingLine)).toEqual([
      `error  shop/sell  Missing permission: dynamodb:Query on ${table}. Grant it in serverless.yml, or remove the call.`,
      unused(`dynamodb:GetItem on ${table}`),
    ]);
    expect(accessSummary(access.roles)).toEqual([
      `exception  shop/sell  dynamodb:DeleteItem on ${table}: ${neverDelete.because}`,
      '1 roles with 3 grants: 1 called in the tests, 0 used by AWS itself, 1 exceptions.',
    ]);
  });
});
