import { describe, expect, it } from '@jest/globals';
import type { Stack } from '../../../workspace/src/templates/stack.ts';
import { missingStatement } from './missing-statement.ts';

const stack = (service: string, Resources: object): Stack =>
  ({ service, serviceFolder: '', stackName: service, template: { Resources } }) as unknown as Stack;
const stacks = [
  stack('orders', {}),
  stack('inventory', {
    TableParameter: {
      Type: 'AWS::SSM::Parameter',
      Properties: {
        Name: '/tradewind/local/inventory/stock-table-arn',
        Value: { 'Fn::GetAtt': ['StockTable', 'Arn'] },
      },
    },
  }),
];
const table = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

describe('missingStatement', () => {
  it.each([
    [table('orders.OrdersTable'), '!GetAtt OrdersTable.Arn'],
    [table('orders.OrdersTable/index/byCustomer'), `!Sub '\${OrdersTable.Arn}/index/byCustomer'`],
    ['arn:aws:s3:::orders.Bucket/exports/{id}.csv', `!Sub '\${Bucket.Arn}/exports/*.csv'`],
    [table('inventory.StockTable'), `'{{resolve:ssm:/tradewind/\${sls:stage}/inventory/stock-table-arn}}'`],
    [table('payments.Table'), `'# payments publishes no parameter for Table. Publish its ARN first.'`],
    ['*', `'*'`],
    [table('named'), `'${table('named')}'`],
  ])('allows a call on %s', (resource, reference) => {
    expect(missingStatement({ service: 'orders', action: 'dynamodb:PutItem', resource }, stacks)).toBe(
      `- Effect: Allow\n  Action: dynamodb:PutItem\n  Resource: ${reference}`,
    );
  });
});
