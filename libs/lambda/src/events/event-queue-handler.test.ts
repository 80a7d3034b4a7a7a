import { describe, expect, it } from '@jest/globals';
import { StockChanged } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import type { Context, SQSEvent } from 'aws-lambda';
import { eventQueueHandler, on } from './event-queue-handler.ts';

const context = { awsRequestId: 'req-1' } as Context;
const productId = newId('prd');
const stockChanged = (revision: number, change: object = {}) => ({
  id: `e-${revision}`,
  type: 'StockChanged',
  version: 1,
  source: 'inventory',
  subject: productId,
  revision,
  occurredAt: '2030-01-01T00:00:00.000Z',
  correlationId: 'c-1',
  data: { productId, available: 3 },
  ...change,
});
const batch = (...bodies: unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `m-${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  }) as unknown as SQSEvent;

describe('eventQueueHandler', () => {
  it('consumes events in order, and reports only failed and invalid records', async () => {
    const consumed: number[] = [];
    const handler = eventQueueHandler(
      on(StockChanged, async ({ revision }) => {
        if (revision === 2) throw new Error('table is gone');
        consumed.push(revision);
      }),
    );
    const unknown = stockChanged(9, { type: 'StockCounted' });
    const invalid = stockChanged(5, { data: { productId, available: -1 } });
    const answer = await handler(
      batch(stockChanged(1), stockChanged(2), '{', unknown, invalid, stockChanged(3)),
      context,
    );

    expect(consumed).toEqual([1, 3]);
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'm-1',
      'm-2',
      'm-3',
      'm-4',
    ]);
  });

  it('accepts fields that a newer producer added', async () => {
    const handler = eventQueueHandler(on(StockChanged, async () => {}));
    const newer = stockChanged(1, { data: { productId, available: 1, warehouse: 'north' }, trace: 'x' });
    expect(await handler(batch(newer), context)).toEqual({ batchItemFailures: [] });
  });

  it('throws when every event of a batch fails, so that Lambda counts the error', async () => {
    const handler = eventQueueHandler(
      on(StockChanged, async () => {
        throw new Error('table is gone');
      }),
    );
    await expect(handler(batch(stockChanged(1), stockChanged(2)), context)).rejects.toThrow(
      'None of 2 events',
    );
  });

  it('reports transient failures for redelivery without throwing, even for the whole batch', async () => {
    const handler = eventQueueHandler(
      on(StockChanged, async () => {
        throw new AppError('unavailable', 'product.not-received');
      }),
    );
    expect(await handler(batch(stockChanged(1), stockChanged(2)), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-0' }, { itemIdentifier: 'm-1' }],
    });
  });
});
