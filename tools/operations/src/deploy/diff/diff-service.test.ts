import { describe, expect, it } from '@jest/globals';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { diffService } from './diff-service.ts';

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

const diff = async (deployed: Template | undefined, breaches: readonly string[] = []) => {
  const printed: string[] = [];
  await diffService(service, {
    deployedTemplate: async (stackName) => (stackName === service.stackName ? deployed : undefined),
    breaches: async () => breaches,
    budgets: ({ name }, before) => [`budget of ${name}, ${before ? 'deployed' : 'new'}`],
    print: (text) => printed.push(...text.split('\n')),
  });
  return printed;
};

describe('the diff of a service', () => {
  it('tells changes, size and budgets', async () =>
    expect(await diff({ Resources: { News: topic } })).toEqual([
      'shop in dev:',
      '  added: Alerts (AWS::SNS::Topic)',
      '  resources: 1 → 2 of 500; template: 1 KB → 1 KB of 1000 KB',
      '  budget of shop, deployed',
    ]));

  it('tells the size and budgets of what is new', async () =>
    expect(await diff(undefined)).toEqual([
      'shop in dev:',
      '  everything is new; resources: 2 of 500; template: 1 KB of 1000 KB',
      '  budget of shop, new',
    ]));

  it('tells what would be refused', async () =>
    expect(await diff(undefined, ['orders waits for it'])).toContain(
      'Would be refused: orders waits for it',
    ));
});
