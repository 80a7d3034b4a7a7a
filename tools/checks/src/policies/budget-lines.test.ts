import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../workspace/src/templates/template.ts';
import { budgetLines } from './budget-lines.ts';

const service = (Resources: Readonly<Record<string, Resource>>) => ({
  name: 'shop',
  folder: '/nowhere',
  stage: 'dev',
  region: 'us-east-1',
  stackName: 'tradewind-shop-dev',
  template: { Resources },
  artifacts: [],
});
const board: Resource = {
  Type: 'AWS::CloudWatch::Dashboard',
  Properties: { DashboardBody: '{"widgets":[]}' },
};

describe('the budgets in a diff', () => {
  it.each([
    ['nothing', undefined, 'cost: 3.00 US dollars a month at 100,000 purchases'],
    ['an empty stack', {}, 'cost: 0.00 → 3.00 US dollars a month at 100,000 purchases (watching +3.00)'],
  ])('tell the cost against %s', (_what, Resources, line) =>
    expect(budgetLines(service({ Board: board }), Resources && { Resources })).toEqual([line]),
  );

  it('name those that the package breaks', () =>
    expect(budgetLines(service({ Logs: { Type: 'AWS::Logs::LogGroup' } }), undefined)).toContainEqual(
      expect.stringContaining('budget: error  shop/Logs  keeps its lines for ever'),
    ));
});
