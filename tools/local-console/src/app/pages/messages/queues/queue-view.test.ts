import { describe, expect, it } from '@jest/globals';
import { shortFunctionName, toQueueViews } from './queue-view.ts';

const arn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const url = (name: string) => `http://127.0.0.1:4566/000000000000/${name}`;
const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;

const [source, deadLetters, failedChanges] = [
  'tradewind-orders-local-JobsQueue-0A1B2C3D4E5F',
  'tradewind-orders-local-JobsDeadLetterQueue-0A1B2C3D4E5F',
  'tradewind-orders-local-UnpublishedQueue-0A1B2C3D4E5F',
] as const;

const views = toQueueViews(
  [
    {
      url: url(source),
      attributes: {
        QueueArn: arn(source),
        ApproximateNumberOfMessages: '3',
        ApproximateNumberOfMessagesNotVisible: '2',
        ApproximateNumberOfMessagesDelayed: '1',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn(deadLetters), maxReceiveCount: '5' }),
      },
    },
    { url: url(deadLetters), attributes: { QueueArn: arn(deadLetters) } },
    { url: url(failedChanges), attributes: { QueueArn: arn(failedChanges), RedrivePolicy: '' } },
  ],
  [
    { EventSourceArn: arn(source), FunctionArn: functionArn('tradewind-orders-local-run-job') },
    {
      EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1',
      FunctionArn: functionArn('tradewind-orders-local-publish'),
      DestinationConfig: { OnFailure: { Destination: arn(failedChanges) } },
    },
  ],
);

describe('toQueueViews', () => {
  it('counts messages and finds the consumer and the dead-letter queue', () => {
    expect(views[0]).toMatchObject({
      service: 'orders',
      name: 'JobsQueue',
      kind: 'source',
      visible: 3,
      inFlight: 2,
      delayed: 1,
      functions: ['tradewind-orders-local-run-job'],
      deadLetterQueueArn: arn(deadLetters),
      maxReceiveCount: 5,
    });
  });

  it('finds whose failures a queue contains', () => {
    expect(views[1]).toMatchObject({
      kind: 'dead-letters',
      sourceArns: [arn(source)],
      functions: ['tradewind-orders-local-run-job'],
    });
    expect(views[2]).toMatchObject({ kind: 'failed-changes', functions: ['tradewind-orders-local-publish'] });
  });
});

describe('shortFunctionName', () => {
  it('leaves out stack and stage', () => {
    expect(shortFunctionName('tradewind-media-layer-local-run')).toBe('run');
  });
});
