import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../../workspace/src/templates/template.ts';
import { taskTimeouts } from './task-timeouts.ts';

const packaged = (name: string, Resources: Readonly<Record<string, Resource>>) => ({
  name,
  folder: '/nowhere',
  stage: 'dev',
  region: 'us-east-1',
  stackName: `tradewind-${name}-dev`,
  template: { Resources },
  artifacts: [],
});
const fn = (Timeout?: number): Resource => ({ Type: 'AWS::Lambda::Function', Properties: { Timeout } });
const own = { 'Fn::GetAtt': ['Sell', 'Arn'] };
const state = (TimeoutSeconds?: number, more: object = {}) => ({
  Type: 'Task',
  Resource: '${SellArn}',
  TimeoutSeconds,
  ...more,
});
const findings = (States: object, { SellArn = own as unknown, timeoutSeconds = 10 } = {}) => {
  const shop = packaged('shop', {
    Sell: fn(timeoutSeconds),
    Purchase: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { Definition: { States }, DefinitionSubstitutions: { SellArn } },
    },
  });
  const till = packaged('till', {
    Charge: fn(20),
    ChargeArn: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '/tradewind/dev/till/charge-arn', Value: { 'Fn::GetAtt': ['Charge', 'Arn'] } },
    },
  });
  return taskTimeouts(shop, [shop, till]).map(({ description }) => description);
};

describe('a state that calls a function', () => {
  it('waits longer than that may take', () => expect(findings({ Sell: state(11) })).toEqual([]));

  it.each([9, 10])('is told of where it waits %i s for 10', (seconds) =>
    expect(findings({ Sell: state(seconds) })).toEqual([
      `waits in Sell for ${seconds} s, and Sell may take 10. Give the state TimeoutSeconds of more.`,
    ]),
  );

  it('is found where it stands in a branch, a map, or calls by lambda:invoke', () => {
    const invoke = {
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: '${SellArn}' },
    };
    expect(
      findings({
        Both: { Type: 'Parallel', Branches: [{ States: { Left: state(1) } }] },
        Each: { Type: 'Map', ItemProcessor: { States: { Item: state(2) } } },
        Invoke: state(3, invoke),
      }),
    ).toEqual([
      expect.stringMatching(/^waits in Left/),
      expect.stringMatching(/^waits in Item/),
      expect.stringMatching(/^waits in Invoke/),
    ]);
  });

  it("is held against a neighbor's function too", () => {
    const SellArn = '{{resolve:ssm:/tradewind/dev/till/charge-arn}}';
    expect(findings({ Charge: state(21) }, { SellArn })).toEqual([]);
    expect(findings({ Charge: state(20) }, { SellArn })).toEqual([
      expect.stringContaining('till/Charge may take 20'),
    ]);
  });

  it('has an end', () =>
    expect(
      findings({ Sell: state(), Sent: state(undefined, { Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
    ).toEqual([
      expect.stringContaining('in Sell for a year'),
      expect.stringContaining('in Sent for a year'),
    ]));

  it('is left alone where the callee is not known, or the time comes with the input', () =>
    expect(
      findings(
        { Charge: state(1), Sell: state(undefined, { TimeoutSecondsPath: '$.seconds' }) },
        { SellArn: '{{resolve:ssm:/tradewind/dev/elsewhere/charge-arn}}' },
      ),
    ).toEqual([]));
});
