import { describe, expect, it } from '@jest/globals';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import type { CallLine } from '../../../local-cloud/src/testing/access-record.ts';
import { checkAccess } from './check-access.ts';
import { reportLines } from './report.ts';
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
  checkAccess([stack], record(...calls)).findings.map(
    ({ kind, role, description }) => `${kind}  ${role}  ${description}`,
  );

const neverDelete = {
  action: 'dynamodb:DeleteItem',
  because: 'only a sale of ten years ago is deleted',
};

describe('least privilege', () => {
  it('has nothing to say of a role that grants what is called', () => expect(findings(shop())).toEqual([]));

  it('finds a call that is not granted', () =>
    expect(findings(shop(), [put, { ...put, action: 'dynamodb:Query', outcome: 'denied' }])).toEqual([
      `called but not granted  sell  dynamodb:Query on ${table}`,
    ]));

  it('finds a call that is not granted any more', () =>
    expect(findings(shop({ statements: [] }))).toEqual([
      expect.stringContaining(`called but not granted  sell  dynamodb:PutItem on ${table} (allowed when`),
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
      `granted but never called  sell  dynamodb:PutItem on ${table}/index/byDay`,
      `granted but never called  sell  dynamodb:GetItem on ${table}`,
      `granted but never called  sell  dynamodb:GetItem on ${table}/index/byDay`,
    ]));

  it('takes a call for a use only where the condition of the grant is met', () => {
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
    ['a resource', allow('dynamodb:PutItem', '*'), 'dynamodb:PutItem on *: name the resource'],
    [
      'a name below one',
      allow('dynamodb:PutItem', { 'Fn::Sub': 'arn:aws:dynamodb:us-east-1:000000000000:table/shop.*' }),
      'dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/shop.*: name the resource',
    ],
    ['an action', allow('dynamodb:Put*', tableArn), 'dynamodb:Put*: name the actions'],
  ])('finds a wildcard in place of %s', (_place, statement, description) =>
    expect(findings(shop({ statements: [statement] }))).toEqual([`wildcard  sell  ${description}`]),
  );

  it('finds what allows by leaving out, and policies that AWS writes', () => {
    const { Action: _, ...others } = allow('', tableArn, { NotAction: 'dynamodb:DeleteTable' });
    expect(findings(shop({ statements: [others] }))).toEqual([expect.stringContaining('NotAction allows')]);
    const ManagedPolicyArns = ['arn:aws:iam::aws:policy/PowerUserAccess'];
    expect(findings(shop({ role: { ManagedPolicyArns } }))).toEqual([
      expect.stringContaining('PowerUserAccess names no resources'),
    ]);
  });

  it('leaves the star where nothing can be named', () => {
    const photographs = 'arn:aws:s3:::shop.pictures/photographs/';
    const get = { ...put, action: 's3:GetObject', resource: `${photographs}one.jpeg` };
    expect(findings(shop({ statements: [allow('s3:GetObject', `${photographs}*`)] }), [get])).toEqual([]);
  });

  it('takes a reason for a grant that is never called', () =>
    expect(
      findings(
        shop({
          statements: [allow(['dynamodb:PutItem', 'dynamodb:DeleteItem'], tableArn)],
          neverCalled: [{ ...neverDelete, resource: tableArn }],
        }),
      ),
    ).toEqual([]));

  it.each([
    ['of what is not granted', neverDelete, 'neverCalled: dynamodb:DeleteItem is not granted'],
    ['of what is called', { ...neverDelete, action: 'dynamodb:PutItem' }, 'dynamodb:PutItem is called'],
    ['that is none', { action: 'dynamodb:PutItem', because: 'later' }, 'needs a reason'],
  ])('finds a reason %s', (_fault, annotation, description) =>
    expect(findings(shop({ neverCalled: [annotation] })).join('\n')).toContain(description),
  );

  it('knows what AWS does itself: logs, traces, and batches that fail', () => {
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
    expect(findings(shop({ statements }))).toEqual([
      `granted but never called  sell  sqs:SendMessage on ${queue}`,
    ]);
    const mapping = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { 'Fn::GetAtt': ['Sell', 'Arn'] },
        DestinationConfig: { OnFailure: { Destination: queue } },
      },
    };
    expect(findings(shop({ statements, more: { Mapping: mapping } }))).toEqual([]);
  });

  it('reads policies that are attached to a role', () => {
    const Attached = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        Roles: [{ Ref: 'SellRole' }],
        PolicyDocument: { Statement: allow('dynamodb:Query', tableArn) },
      },
    };
    expect(findings(shop({ more: { Attached } }))).toEqual([
      `granted but never called  sell  dynamodb:Query on ${table}`,
    ]);
  });

  it('says so where the record is of other templates', () => {
    expect(() => checkAccess([shop()], { calls: [], deployed: {} })).toThrow(
      'shop/Sales was not there when the tests ran: run "npm test" again.',
    );
    expect(findings(shop(), [put, { ...put, role: 'GoneRole' }])).toEqual([
      expect.stringContaining('GoneRole  a role that no template has'),
    ]);
  });

  it('prints both sides', () => {
    const unused = shop({
      statements: [allow(['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:GetItem'], tableArn)],
      neverCalled: [neverDelete],
    });
    expect(
      reportLines(
        checkAccess([unused], record(put, { ...put, action: 'dynamodb:Query', outcome: 'denied' })),
      ),
    ).toEqual([
      `never called, with a reason  shop/sell  dynamodb:DeleteItem on ${table}: ${neverDelete.because}`,
      `error  called but not granted  shop/sell  dynamodb:Query on ${table}`,
      expect.stringContaining('grant it'),
      `error  granted but never called  shop/sell  dynamodb:GetItem on ${table}`,
      expect.stringContaining('take it away'),
      '1 roles with 3 grants: 1 called in the tests, 0 used by AWS itself, 1 never called, with a reason.',
    ]);
  });
});
