import { describe, expect, it } from '@jest/globals';
import { StockChanged, type EventEnvelope } from '#libs/contracts';
import { newId } from '#libs/models';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { domainEvent } from './domain-event.ts';
import { eventPublisher } from './event-publisher.ts';

const context = { awsRequestId: 'req-1' } as Context;
const productId = newId('prd');
const written = (version: number) => ({
  eventID: `stream-${version}`,
  dynamodb: {
    SequenceNumber: String(version),
    ApproximateCreationDateTime: 1_900_000_000,
    NewImage: {
      productId: { S: productId },
      available: { N: '3' },
      version: { N: String(version) },
      correlationId: { S: 'c-1' },
    },
  },
});
const stream = (...records: object[]) => ({ Records: records }) as unknown as DynamoDBStreamEvent;

const publisher = (publish: (events: readonly EventEnvelope[]) => Promise<void>) =>
  eventPublisher({
    source: 'inventory',
    topic: { publish },
    toEvents: ({ after }) =>
      after?.['available'] === undefined
        ? []
        : [
            domainEvent(StockChanged, {
              subject: String(after['productId']),
              revision: Number(after['version']),
              data: { productId: String(after['productId']), available: Number(after['available']) },
            }),
          ],
  });

describe('eventPublisher', () => {
  it('publishes a change with the same event id on every delivery', async () => {
    const published: EventEnvelope[] = [];
    const handler = publisher(async (events) => void published.push(...events));
    await handler(stream(written(1)), context);
    await handler(stream(written(1)), context);
    expect(published).toHaveLength(2);
    expect(published[0]).toEqual(published[1]);
    expect(published[0]).toMatchObject({
      id: 'stream-1-0',
      type: 'StockChanged',
      revision: 1,
      correlationId: 'c-1',
    });
    expect(StockChanged.validate(published[0])).toBe(true);
  });

  it('stops at the first failed record and reports it to the stream', async () => {
    const published: number[] = [];
    const handler = publisher(async ([event]) => {
      if (event?.revision === 2) throw new Error('topic is gone');
      published.push(event?.revision ?? 0);
    });
    const answer = await handler(stream(written(1), written(2), written(3)), context);
    expect(published).toEqual([1]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  it('throws when the first record fails, so that Lambda bisects the batch', async () => {
    const handler = publisher(() => Promise.reject(new Error('topic is gone')));
    await expect(handler(stream(written(1), written(2)), context)).rejects.toThrow('The first of 2 changes');
  });
});
