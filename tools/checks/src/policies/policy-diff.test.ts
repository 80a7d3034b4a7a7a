import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../workspace/src/templates/template.ts';
import { policyDiff } from './policy-diff.ts';

const service = (Resources: Readonly<Record<string, Resource>>) => ({
  name: 'shop',
  folder: '/nowhere',
  stage: 'dev',
  region: 'us-east-1',
  stackName: 'tradewind-shop-dev',
  template: { Resources },
  artifacts: [],
});
const dashboard: Resource = {
  Type: 'AWS::CloudWatch::Dashboard',
  Properties: { DashboardBody: '{"widgets":[]}' },
};

describe('policyDiff', () => {
  it.each([
    ['nothing', undefined, 'cost: 3.00 USD per month at 100,000 orders'],
    ['an empty stack', {}, 'cost: 0.00 → 3.00 USD per month at 100,000 orders (monitoring +3.00)'],
  ])('shows the cost compared with %s', (_what, Resources, line) =>
    expect(policyDiff(service({ Dashboard: dashboard }), Resources && { Resources })).toEqual([line]),
  );

  it('shows the violations of the package', () =>
    expect(policyDiff(service({ Logs: { Type: 'AWS::Logs::LogGroup' } }), undefined)).toContainEqual(
      expect.stringContaining('policy: error  shop/Logs  The log group never expires its events'),
    ));
});
