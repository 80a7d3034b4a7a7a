import { describe, expect, it } from '@jest/globals';
import { captureMetrics, lambdaContext } from '#libs/testing';
import type { SQSEvent } from 'aws-lambda';

// Read when the logging library is first imported, below.
Object.assign(process.env, {
  POWERTOOLS_METRICS_DISABLED: 'false',
  POWERTOOLS_METRICS_NAMESPACE: 'tradewind/test',
});
const { createdObjectsHandler } = await import('./created-objects-handler.ts');

const told = (...keys: string[]) =>
  ({
    Records: keys.map((key) => ({
      messageId: `m-${key}`,
      body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }),
    })),
  }) as unknown as SQSEvent;
const handler = createdObjectsHandler(async (key) => {
  if (key.startsWith('bad')) throw new TypeError('bucket is gone');
});

describe('an object that cannot be acted on', () => {
  it('is reported alone among others, and counted as an unexpected error', async () => {
    let answer;
    const { metrics } = await captureMetrics(async () => {
      answer = await handler(told('good', 'bad'), lambdaContext());
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-bad' }] });
    expect(metrics).toMatchObject([{ name: 'UnexpectedErrors', value: 1 }]);
  });

  it('is thrown where nothing else went well, so that the error metric moves, and not counted twice', async () => {
    const { metrics, error } = await captureMetrics(() => handler(told('bad-1', 'bad-2'), lambdaContext()));
    expect(error).toMatchObject({ name: 'TypeError' });
    expect(metrics).toEqual([]);
  });
});
