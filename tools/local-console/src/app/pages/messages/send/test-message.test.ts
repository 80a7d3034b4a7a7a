import { describe, expect, it } from '@jest/globals';
import { type Destination, expectedTypes, prefill, sortExamples, toSendCall } from './test-message.ts';

const topic: Destination = { kind: 'topic', name: 'OrdersTopic', service: 'orders', arn: 'topic-arn' };
const queue: Destination = {
  kind: 'queue',
  name: 'Jobs',
  service: 'orders',
  arn: 'queue-arn',
  url: 'queue-url',
};
const subscriptions = [
  { topicArn: 'topic-arn', endpoint: 'queue-arn', filterPolicy: '{"type":["OrderPlaced"]}' },
  { topicArn: 'topic-arn', endpoint: 'other', filterPolicy: '{"type":["OrderCanceled",{"prefix":"x"}]}' },
  { topicArn: 'other', endpoint: 'queue-arn' },
];

describe('expectedTypes', () => {
  it('reads the types of filter policies', () => {
    expect(expectedTypes(topic, subscriptions)).toEqual(['OrderCanceled', 'OrderPlaced']);
    expect(expectedTypes(queue, subscriptions)).toEqual(['OrderPlaced']);
  });
});

describe('sortExamples', () => {
  it('shows expected types first', () => {
    const examples = ['A', 'B', 'C'].map((type) => ({ type, version: 1, event: {} }));
    expect(sortExamples(examples, ['C']).map(({ type }) => type)).toEqual(['C', 'A', 'B']);
  });
});

describe('prefill', () => {
  it('sets a new ID and the service as the source', () => {
    const example = {
      type: 'OrderPlaced',
      version: 1,
      event: { id: 'old', type: 'OrderPlaced', source: 'x' },
    };
    expect(JSON.parse(prefill(example, topic, 'new'))).toEqual({
      id: 'new',
      type: 'OrderPlaced',
      source: 'orders',
    });
  });
});

describe('toSendCall', () => {
  it('publishes to a topic with the type as an attribute', () => {
    expect(toSendCall(topic, '{"type":"OrderPlaced"}')).toEqual({
      service: 'sns',
      operation: 'Publish',
      input: {
        TopicArn: 'topic-arn',
        Message: '{"type":"OrderPlaced"}',
        MessageAttributes: { type: { DataType: 'String', StringValue: 'OrderPlaced' } },
      },
    });
  });

  it('sends any text to a queue', () => {
    expect(toSendCall(queue, 'text').input).toEqual({ QueueUrl: 'queue-url', MessageBody: 'text' });
  });
});
