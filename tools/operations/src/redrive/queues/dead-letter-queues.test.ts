import { describe, expect, it } from '@jest/globals';
import { findDeadLetterQueues, queueName } from './dead-letter-queues.ts';
import { deployedService } from './deployed-service.ts';
import { requireQueue } from './find-queue.ts';

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const mapping = (functionId: string, properties: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { FunctionName: arnOf(functionId), ...properties },
});
const queue = (Properties = {}) => ({ Type: 'AWS::SQS::Queue', Properties });
const onFailure = { DestinationConfig: { OnFailure: { Destination: arnOf('UnhandledChangesQueue') } } };
const stream = { 'Fn::GetAtt': ['OrdersTable', 'StreamArn'] };
const Pattern = '{"eventName":["MODIFY"]}';

const template = {
  Resources: {
    RefundsQueue: queue({ RedrivePolicy: { deadLetterTargetArn: arnOf('RefundsDeadLetterQueue') } }),
    RefundsDeadLetterQueue: queue(),
    UnhandledChangesQueue: queue(),
    PlainQueue: queue(),
    OnRefund: mapping('NoteRefund', { EventSourceArn: arnOf('RefundsQueue') }),
    OnChange: mapping('Publish', { EventSourceArn: stream, ...onFailure }),
    OnCancel: mapping('Cancel', {
      EventSourceArn: stream,
      ...onFailure,
      FilterCriteria: { Filters: [{ Pattern }] },
    }),
  },
};
const found = findDeadLetterQueues(template);

describe('the dead letters of a template', () => {
  it('are those of its queues and of its streams', () => {
    expect(found).toEqual([
      {
        kind: 'messages',
        name: 'refunds',
        queue: 'RefundsQueue',
        deadLetterQueue: 'RefundsDeadLetterQueue',
        consumers: ['NoteRefund'],
      },
      {
        kind: 'records',
        name: 'unhandled-changes',
        deadLetterQueue: 'UnhandledChangesQueue',
        consumers: ['Publish', 'Cancel'],
        patterns: { Publish: [], Cancel: [{ eventName: ['MODIFY'] }] },
      },
    ]);
  });

  it('are found by any of their names', () => {
    for (const name of [
      'refunds',
      'RefundsQueue',
      'refunds-queue',
      'RefundsDeadLetterQueue',
      'refunds-dead-letter',
    ])
      expect(requireQueue(name, 'orders', found).name).toBe('refunds');
    expect(() => requireQueue('refund', 'orders', found)).toThrow('Queues: refunds, unhandled-changes.');
    expect(() => requireQueue('refunds', 'platform', [])).toThrow('platform has no dead-letter queue.');
  });

  it('have names that one can type', () => {
    expect(['ProductProjectionsQueue', 'S3UploadsQueue', 'Placements'].map(queueName)).toEqual([
      'product-projections',
      's3-uploads',
      'placements',
    ]);
  });
});

describe('a service in a stage', () => {
  it('that is not there says how to name the stage', async () => {
    const stacks = { template: async () => undefined, resources: async () => [] };
    await expect(deployedService('orders', 'dev', stacks)).rejects.toThrow('orders is not deployed to dev.');
  });
});
