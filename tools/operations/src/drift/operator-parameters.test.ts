import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { isOperatorValue, operatorParameters } from './operator-parameters.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const services = join(workspaceRoot, 'services');
const sales = {
  stackName: 'tradewind-checkout-dev',
  logicalId: 'SalesParameter',
  physicalId: '/tradewind/dev/checkout/sales',
  type: 'AWS::SSM::Parameter',
  isGone: false,
  properties: ['/Value'],
};

it('another value of a parameter that a service declares is its operators’', async () => {
  expect(isOperatorValue(sales, await operatorParameters('dev', services))).toBe(true);
});

it.each([
  ['one that a deploy alone writes', { physicalId: '/tradewind/dev/checkout/topic-arn' }],
  ['one of another stage', { physicalId: '/tradewind/prod/checkout/sales' }],
  ['one that is gone', { isGone: true }],
  ['one that is of another type now', { properties: ['/Value', '/Type'] }],
  ['a resource that happens to bear its name', { type: 'AWS::SSM::Document' }],
])('%s is not', async (_, change) => {
  expect(isOperatorValue({ ...sales, ...change }, await operatorParameters('dev', services))).toBe(false);
});
