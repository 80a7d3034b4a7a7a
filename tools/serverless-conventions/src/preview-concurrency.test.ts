import { expect, it } from '@jest/globals';
import { removeReservedConcurrency } from './preview-concurrency.ts';

it('removes reserved concurrency from functions only', () => {
  const limited = (ReservedConcurrentExecutions?: number) => ({
    Type: 'AWS::Lambda::Function',
    Properties: { Timeout: 20, ...(ReservedConcurrentExecutions && { ReservedConcurrentExecutions }) },
  });
  const queue = { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } };
  const template = { Resources: { Limited: limited(30), Free: limited(), Queue: queue } };
  removeReservedConcurrency(template);
  expect(template.Resources).toEqual({ Limited: limited(), Free: limited(), Queue: queue });
});
