import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../../workspace/src/templates/template.ts';
import { stateTimeouts } from './state-timeouts.ts';

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
  return stateTimeouts(shop, [shop, till]).map(({ message }) => message);
};

describe('stateTimeouts', () => {
  it('accepts a state that waits longer than the function timeout', () =>
    expect(findings({ Sell: state(11) })).toEqual([]));

  it.each([9, 10])('finds a state that waits %i s for a function with a timeout of 10 s', (seconds) =>
    expect(findings({ Sell: state(seconds) })).toEqual([
      `The state Sell waits for ${seconds} s, but the timeout of Sell is 10 s. Set TimeoutSeconds to more than that.`,
    ]),
  );

  it('finds states in branches, in maps, and with lambda:invoke', () => {
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
      expect.stringMatching(/^The state Left waits/),
      expect.stringMatching(/^The state Item waits/),
      expect.stringMatching(/^The state Invoke waits/),
    ]);
  });

  it('compares with functions of neighbors', () => {
    const SellArn = '{{resolve:ssm:/tradewind/dev/till/charge-arn}}';
    expect(findings({ Charge: state(21) }, { SellArn })).toEqual([]);
    expect(findings({ Charge: state(20) }, { SellArn })).toEqual([
      expect.stringContaining('the timeout of till/Charge is 20 s'),
    ]);
  });

  it('requires a timeout', () =>
    expect(
      findings({ Sell: state(), Sent: state(undefined, { Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
    ).toEqual([
      expect.stringContaining('Sell can wait for a year'),
      expect.stringContaining('Sent can wait for a year'),
    ]));

  it('accepts an unknown callee, and a timeout from the input', () =>
    expect(
      findings(
        { Charge: state(1), Sell: state(undefined, { TimeoutSecondsPath: '$.seconds' }) },
        { SellArn: '{{resolve:ssm:/tradewind/dev/elsewhere/charge-arn}}' },
      ),
    ).toEqual([]));
});
