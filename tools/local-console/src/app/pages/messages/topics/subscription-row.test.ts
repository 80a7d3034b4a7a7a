import { describe, expect, it } from '@jest/globals';
import { describeFilter, toRows } from './subscription-row.ts';

const queue = 'tradewind-checkout-local-ProjectionsQueue-0A1B2C3D4E5F';

describe('toRows', () => {
  it('describes the subscriptions of one topic', () => {
    const subscription = {
      arn: 'subscription-1',
      topicArn: 'topic-1',
      protocol: 'sqs',
      endpoint: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
      filterPolicy: '{"type":["ProductChanged"]}',
      isRaw: true,
      redrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:dead"}',
    };
    expect(toRows('topic-1', [subscription, { ...subscription, topicArn: 'topic-2' }])).toEqual([
      {
        arn: 'subscription-1',
        service: 'checkout',
        endpointName: 'ProjectionsQueue',
        protocol: 'sqs',
        queueName: queue,
        filter: 'type: ProductChanged',
        delivery: 'raw',
        deadLetterQueue: 'dead',
      },
    ]);
  });
});

describe('describeFilter', () => {
  it('writes each field with its alternatives', () => {
    expect(describeFilter('{"type":["A",{"prefix":"B"}],"version":[1]}')).toBe(
      'type: A, {"prefix":"B"}; version: 1',
    );
    expect(describeFilter(undefined)).toBe('');
  });
});
