import { describe, expect, it } from '@jest/globals';
import { captureMetrics, lambdaContext } from '#libs/testing';
import type { SQSEvent } from 'aws-lambda';

// Read when the logging library is first imported, below.
Object.assign(process.env, {
  POWERTOOLS_METRICS_DISABLED: 'false',
  POWERTOOLS_METRICS_NAMESPACE: 'tradewind/test',
});
const { objectCreatedHandler } = await import('./object-created-handler.ts');

const createEvent = (...keys: string[]) =>
  ({
    Records: keys.map((key) => ({
      messageId: `m-${key}`,
      body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }),
    })),
  }) as unknown as SQSEvent;
const handler = objectCreatedHandler(async (key) => {
  if (key.startsWith('bad')) throw new TypeError('bucket not found');
});

describe('objectCreatedHandler', () => {
  it('reports a failed object individually and counts an unexpected error', async () => {
    let response;
    const { metrics } = await captureMetrics(async () => {
      response = await handler(createEvent('good', 'bad'), lambdaContext());
    });
    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-bad' }] });
    expect(metrics).toMatchObject([{ name: 'UnexpectedErrors', value: 1 }]);
  });

  it('throws when all objects failed, without counting the error twice', async () => {
    const { metrics, error } = await captureMetrics(() =>
      handler(createEvent('bad-1', 'bad-2'), lambdaContext()),
    );
    expect(error).toMatchObject({ name: 'TypeError' });
    expect(metrics).toEqual([]);
  });
});
