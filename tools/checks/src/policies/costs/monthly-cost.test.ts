import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../../workspace/src/templates/template.ts';
import { costTable } from './cost-table.ts';
import { monthlyCost, totalCost } from './monthly-cost.ts';

const fn = (name: string, role = 'Role'): Resource => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Handler: `dist/${name}.handler`, MemorySize: 1024, Role: { 'Fn::GetAtt': [role, 'Arn'] } },
});
const role = (...actions: string[]): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyDocument: { Statement: [{ Action: actions }] } }] },
});
const cost = (resources: Record<string, Resource>, name = 'shop') =>
  monthlyCost({ name, template: { Resources: resources } });

describe('monthlyCost', () => {
  it('adds up invocations and their duration', () =>
    // 100,000 invocations of 60 ms with 1 GB.
    expect(cost({ Sell: fn('sell') })).toMatchObject({
      compute: expect.closeTo(0.02 + 6000 * 0.0000133334, 6),
      tables: 0,
      messages: 0,
    }));

  it('adds the price of API Gateway for a route', () => {
    const route: Resource = {
      Type: 'AWS::Lambda::Permission',
      Properties: { Principal: 'apigateway.amazonaws.com', FunctionName: { 'Fn::GetAtt': ['Sell', 'Arn'] } },
    };
    const [without, with_] = [cost({ Sell: fn('sell') }), cost({ Sell: fn('sell'), Route: route })];
    expect(with_.compute - without.compute).toBeCloseTo(0.35, 6);
  });

  it('adds the price of a web ACL, its rules and the requests that it inspects', () => {
    const webAcl: Resource = { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [{}, {}, {}] } };
    expect(cost({ webAcl }, 'platform').firewall).toBe(8);
    const api = {
      Sell: fn('sell'),
      Route: {
        Type: 'AWS::Lambda::Permission',
        Properties: { Principal: 'apigateway.amazonaws.com', FunctionName: { Ref: 'Sell' } },
      },
    };
    expect(cost(api).firewall).toBe(0);
    const association: Resource = { Type: 'AWS::WAFv2::WebACLAssociation' };
    // 100,000 requests.
    expect(cost({ ...api, association }).firewall).toBeCloseTo(0.06, 6);
  });

  it('takes permissions as usage', () => {
    const resources = { Sell: fn('sell'), Role: role('dynamodb:PutItem', 'dynamodb:GetItem', 'sns:Publish') };
    expect(cost(resources)).toMatchObject({
      tables: expect.closeTo(0.075, 6),
      messages: expect.closeTo(0.05, 6),
    });
  });

  it('knows how often a function runs per order', () => {
    const often = cost({ Get: fn('get-product') }, 'catalog');
    expect(often.compute).toBeCloseTo(20 * cost({ Sell: fn('sell') }).compute, 6);
  });

  it('counts state transitions and monitoring', () => {
    const resources = {
      PlaceOrderStateMachine: { Type: 'AWS::StepFunctions::StateMachine' },
      Alarm: { Type: 'AWS::CloudWatch::Alarm' },
      Board: { Type: 'AWS::CloudWatch::Dashboard' },
    };
    expect(cost(resources, 'orders')).toMatchObject({
      messages: expect.closeTo(50, 6),
      monitoring: expect.closeTo(3.1, 6),
    });
  });

  it('adds the price of keys and their use', () => {
    const key: Resource = { Type: 'AWS::KMS::Key' };
    expect(cost({ key, Read: fn('read'), Role: role('kms:Decrypt') }).keys).toBeCloseTo(1.3, 6);
    expect(cost({ Read: fn('read') }).keys).toBe(0);
  });

  it('counts task hours', () => {
    const RunJobTask = { Type: 'AWS::ECS::TaskDefinition', Properties: { Cpu: '1024', Memory: '2048' } };
    expect(cost({ RunJobTask }, 'reporting').compute).toBeCloseTo(5 * (0.03238 + 2 * 0.00356), 6);
  });

  it('prints a row for each service and the total', () => {
    const costs = [
      cost({ Sell: fn('sell') }),
      cost({ Board: { Type: 'AWS::CloudWatch::Dashboard' } }, 'other'),
    ];
    const lines = costTable(costs).split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toContain((totalCost(costs[0]!) + 3).toFixed(2));
  });
});
