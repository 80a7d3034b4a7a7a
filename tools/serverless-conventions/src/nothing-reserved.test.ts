import { expect, it } from '@jest/globals';
import { nothingReserved } from './nothing-reserved.ts';

it('a preview takes no concurrency from the account', () => {
  const limited = (ReservedConcurrentExecutions?: number) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Timeout: 20, ...(ReservedConcurrentExecutions && { ReservedConcurrentExecutions }) },
  });
  const queue = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } };
  const template = { Resources: { Limited: limited(30), Free: limited(), Queue: queue } };
  nothingReserved(template);
  expect(template.Resources).toEqual({ Limited: limited(), Free: limited(), Queue: queue });
});
