import { describe, expect, it } from '@jest/globals';
import { payloadViolations } from './payload-violations.ts';

describe('what a state machine hands to a command', () => {
  const ReserveStock = { type: 'object', properties: {}, required: ['orderId', 'lineItems'] };
  const faultsOf = (task: object, resource = '${ReserveStockArn}') =>
    payloadViolations(
      {
        name: 'orders',
        template: {
          Resources: {
            Saga: {
              Type: 'AWS::StepFunctions::StateMachine',
              Properties: {
                DefinitionSubstitutions: {
                  ReserveStockArn: '{{resolve:ssm:/tradewind/dev/stock/reserve-stock-arn}}',
                  OwnArn: { 'Fn::GetAtt': ['Own', 'Arn'] },
                },
                Definition: {
                  States: {
                    Both: {
                      Type: 'Parallel',
                      Branches: [{ States: { Reserve: { Type: 'Task', Resource: resource, ...task } } }],
                    },
                  },
                },
              },
            },
          },
        },
      },
      async (command) => (command === 'reserve-stock' ? ReserveStock : undefined),
    );

  it('has the fields that the contract requires, by value or by path', async () => {
    expect(await faultsOf({ Parameters: { 'orderId.$': '$.id', lineItems: [] } })).toEqual([]);
    expect(await faultsOf({ Parameters: { 'orderId.$': '$.id' } })).toEqual([
      'orders: the state Reserve does not hand lineItems to reserve-stock, whose contract requires it: see its Parameters.',
    ]);
  });

  it('is not looked into where it is passed on as a whole, or to a function of the service', async () => {
    expect(await faultsOf({ InputPath: '$.reserveStock' })).toEqual([]);
    expect(await faultsOf({ Parameters: {} }, '${OwnArn}')).toEqual([]);
  });
});
