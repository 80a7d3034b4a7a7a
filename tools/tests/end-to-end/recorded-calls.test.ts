import { expect, it } from '@jest/globals';
import { cloud, seededProduct } from './shop.ts';

it('what a function calls is on record, under the names of its template', async () => {
  await cloud.call('GET', `/inventory/stock/${seededProduct(1)}`);
  expect(await cloud.calls('inventory')).toContainEqual({
    service: 'inventory',
    role: 'GetDashstockIamRoleLambdaExecution',
    function: 'get-stock',
    action: 'dynamodb:GetItem',
    resource: 'arn:aws:dynamodb:us-east-1:000000000000:table/inventory.StockTable',
    outcome: 'allowed',
  });
});
