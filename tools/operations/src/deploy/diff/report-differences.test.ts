import { describe, expect, it } from '@jest/globals';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { reportDifferences } from './report-differences.ts';

const topic = { Type: 'AWS::SNS::Topic' };
const service = {
  name: 'shop',
  folder: '/nowhere',
  stage: 'dev',
  region: 'us-east-1',
  stackName: 'tradewind-shop-dev',
  template: { Resources: { News: topic, Alerts: topic } },
  artifacts: [],
};

const diff = async (deployed: Template | undefined, incompatibilities: readonly string[] = []) => {
  const printed: string[] = [];
  await reportDifferences(service, {
    deployedTemplate: async (stackName) => (stackName === service.stackName ? deployed : undefined),
    incompatibilities: async () => incompatibilities,
    budgets: ({ name }, before) => [`budget of ${name}, ${before ? 'deployed' : 'new'}`],
    print: (text) => printed.push(...text.split('\n')),
  });
  return printed;
};

describe('reportDifferences', () => {
  it('prints changes, size and budgets', async () =>
    expect(await diff({ Resources: { News: topic } })).toEqual([
      'shop in dev:',
      '  added: Alerts (AWS::SNS::Topic)',
      '  resources: 1 → 2 of 500; template: 1 KB → 1 KB of 1000 KB',
      '  budget of shop, deployed',
    ]));

  it('prints the size and budgets of a new service', async () =>
    expect(await diff(undefined)).toEqual([
      'shop in dev:',
      '  new service; resources: 2 of 500; template: 1 KB of 1000 KB',
      '  budget of shop, new',
    ]));

  it('prints what would be rejected', async () =>
    expect(await diff(undefined, ['orders consumes it'])).toContain('Would be rejected: orders consumes it'));
});
