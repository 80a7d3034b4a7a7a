import { beforeEach, describe, expect, it } from '@jest/globals';
import { StockChanged, type EventEnvelope } from '#libs/contracts';
import { newId } from '#libs/models';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import fc from 'fast-check';
import { domainEvent } from './domain-event.ts';
import { eventPublisher } from './event-publisher.ts';
import type { RejectedChange, RejectedChanges } from './rejected-change.ts';

const context = {
  awsRequestId: 'req-1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:1:function:f',
} as Context;
const productId = newId('prd');
const written = (version: number, available = 3) => ({
  eventID: `stream-${version}`,
  dynamodb: {
    SequenceNumber: String(version),
    ApproximateCreationDateTime: 1_900_000_000,
    NewImage: {
      productId: { S: productId },
      available: { N: String(available) },
      version: { N: String(version) },
      correlationId: { S: 'c-1' },
    },
  },
});
const stream = (...records: object[]) => ({ Records: records }) as unknown as DynamoDBStreamEvent;

const setAside: RejectedChange[] = [];
const destination = { send: async (change: RejectedChange) => void setAside.push(change) };
beforeEach(() => void setAside.splice(0));

const publisher = (
  publish: (events: readonly EventEnvelope[]) => Promise<void>,
  rejectedChanges: RejectedChanges = destination,
) =>
  eventPublisher({
    rejectedChanges,
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

  it('takes the correlation id of each change, or its id, also in a batch', async () => {
    const published: EventEnvelope[] = [];
    const handler = publisher(async (events) => void published.push(...events));
    const { NewImage, ...change } = written(2).dynamodb;
    const { correlationId: _, ...image } = NewImage;
    const without = { ...written(2), dynamodb: { ...change, NewImage: image } };
    await handler(stream(written(1), without), context);
    expect(published.map((event) => event.correlationId)).toEqual(['c-1', 'stream-2']);
  });

  it('sets aside a change whose event violates its contract, and publishes the others', async () => {
    const published: number[] = [];
    const handler = publisher(
      async (events) => void published.push(...events.map(({ revision }) => revision)),
    );
    const invalid = written(2, -1);
    expect(await handler(stream(written(1), invalid, written(3)), context)).toEqual({
      batchItemFailures: [],
    });
    expect(published).toEqual([1, 3]);
    expect(setAside).toEqual([
      {
        type: 'StockChanged',
        subject: productId,
        correlationId: 'c-1',
        violations: ['/data/available must be >= 0'],
        requestContext: {
          requestId: 'req-1',
          functionArn: 'arn:aws:lambda:eu-west-1:1:function:f',
          condition: 'ContractViolated',
        },
        Records: [invalid],
      },
    ]);
  });

  it('publishes the valid events of a change that also has an invalid one', async () => {
    const published: EventEnvelope[] = [];
    const event = (available: number) =>
      domainEvent(StockChanged, { subject: productId, revision: 1, data: { productId, available } });
    const handler = eventPublisher({
      source: 'inventory',
      topic: { publish: async (events) => void published.push(...events) },
      rejectedChanges: destination,
      toEvents: () => [event(1), event(-1), event(2)],
    });
    await handler(stream(written(1)), context);
    expect(published.map(({ id, data }) => [id, data])).toEqual([
      ['stream-1-0', { productId, available: 1 }],
      ['stream-1-2', { productId, available: 2 }],
    ]);
    expect(setAside).toHaveLength(1);
  });

  it('publishes no event that violates its contract, for any data', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.integer(), fc.double(), fc.jsonValue()), { minLength: 1, maxLength: 5 }),
        async (values) => {
          setAside.splice(0);
          const published: EventEnvelope[] = [];
          let index = 0;
          const handler = eventPublisher({
            source: 'inventory',
            topic: { publish: async (events) => void published.push(...events) },
            rejectedChanges: destination,
            toEvents: () => [
              {
                contract: StockChanged,
                subject: productId,
                revision: 1,
                data: { productId, available: values[index++] },
              },
            ],
          });
          await handler(stream(...values.map((_, version) => written(version + 1))), context);
          expect(published.every((event) => StockChanged.validate(event))).toBe(true);
          expect(published.length + setAside.length).toBe(values.length);
        },
      ),
    ));

  it('fails a change that could not be set aside, so that Lambda retries it', async () => {
    const handler = publisher(async () => {}, { send: () => Promise.reject(new Error('queue is gone')) });
    const answer = await handler(stream(written(1), written(2, -1)), context);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  it('publishes the events of a batch with one request', async () => {
    const requests: number[][] = [];
    const handler = publisher(async (events) => void requests.push(events.map(({ revision }) => revision)));
    const unchanged = { ...written(4), dynamodb: { SequenceNumber: '4' } };
    await handler(stream(written(1), written(2, -1), written(3), unchanged, written(5)), context);
    expect(requests).toEqual([[1, 3, 5]]);
    expect(setAside).toHaveLength(1);
  });

  it('publishes each valid event at least once, with the same id, for any failures of the topic', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 1, maxLength: 8 }),
        async (failures, amounts) => {
          setAside.splice(0);
          const published = new Set<string>();
          const handler = publisher(async (events) => {
            if (failures.shift()) throw new Error('topic is gone');
            for (const { id, revision } of events) published.add(`${revision} ${id}`);
          });
          let rest = amounts.map((available, index) => written(index + 1, available));
          // Lambda resumes at the reported record, and at the first one after an error.
          while (rest.length > 0) {
            const answer = await handler(stream(...rest), context).catch(() => undefined);
            const [failure] = answer?.batchItemFailures ?? [];
            if (answer && !failure) break;
            if (failure)
              rest = rest.slice(
                rest.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === failure.itemIdentifier),
              );
          }
          const revisions = amounts.flatMap((available, index) => (available < 0 ? [] : [index + 1]));
          expect([...published]).toHaveLength(revisions.length);
          expect(published).toEqual(new Set(revisions.map((revision) => `${revision} stream-${revision}-0`)));
          expect(setAside).toHaveLength(amounts.length - revisions.length);
        },
      ),
    ));

  it('stops at the first failed record and reports it to the stream', async () => {
    const published: number[] = [];
    const handler = publisher(async (events) => {
      if (events.some(({ revision }) => revision === 2)) throw new Error('topic is gone');
      published.push(...events.map(({ revision }) => revision));
    });
    const answer = await handler(stream(written(1), written(2), written(3)), context);
    expect(published).toEqual([1]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '2' }] });
  });

  it('publishes the changes before one that cannot be read, and reports that one', async () => {
    const published: number[] = [];
    const handler = publisher(
      async (events) => void published.push(...events.map(({ revision }) => revision)),
    );
    const unreadable = { ...written(3), dynamodb: { SequenceNumber: '3', NewImage: { available: {} } } };
    const answer = await handler(stream(written(1), written(2), unreadable, written(4)), context);
    expect(published).toEqual([1, 2]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '3' }] });
  });

  it('throws when the first record fails, so that Lambda bisects the batch', async () => {
    const handler = publisher(() => Promise.reject(new Error('topic is gone')));
    await expect(handler(stream(written(1), written(2)), context)).rejects.toThrow('The first of 2 changes');
  });
});
