import type { EventContract, EventEnvelope, EventOf } from '#libs/contracts';
import type { EventTopic } from '#libs/gateways';
import { beginInvocation, endInvocation, log, newCorrelationId, useCorrelationId } from '#libs/logging';
import middy, { type MiddlewareObj } from '@middy/core';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';

type Image = Readonly<Record<string, unknown>>;

/** One write to a table, as its stream tells it. */
export interface Change {
  /** Absent where the record is new. */
  readonly before?: Image;
  /** Absent where the record was deleted. */
  readonly after?: Image;
}

/** What a change means to others: an event without the envelope that the publisher puts around it. */
export interface Happened {
  readonly contract: EventContract;
  readonly subject: string;
  readonly revision: number;
  readonly data: unknown;
}

/**
 * Pairs an event's contract with what it tells, which the contract types.
 *
 * @example happened(StockChanged, { subject: productId, revision: version, data: { productId, available } })
 */
export const happened = <C extends EventContract>(
  contract: C,
  { subject, revision, data }: Pick<EventOf<C>, 'subject' | 'revision' | 'data'>,
): Happened => ({ contract, subject, revision, data });

interface Needs {
  /** The service that tells: `catalog`. */
  readonly source: string;
  readonly topic: EventTopic;
  /** Pure: which events a change means, if any. */
  readonly eventsOf: (change: Change) => readonly Happened[];
}

/**
 * The Lambda handler of a table's stream: tells others what a change means. A write and its events thus cannot
 * come apart. The stream delivers at least once and in order; an event's id is the same each time.
 *
 * At the first failure it stops and reports the record: the stream goes on from there.
 */
export function eventPublisher({ source, topic, eventsOf }: Needs) {
  return middy<DynamoDBStreamEvent, DynamoDBBatchResponse>()
    .use(batchLog())
    .handler(async ({ Records }) => {
      for (const record of Records) {
        try {
          const events = envelopesOf(record, source, eventsOf);
          if (events.length === 0) continue;
          await topic.publish(events);
          for (const { type, subject, revision } of events)
            log.info('event.published', { type, subject, revision });
        } catch (error) {
          log.error('event.not-published', error, { eventId: record.eventID });
          return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
        }
      }
      return { batchItemFailures: [] };
    });
}

const batchLog = (): MiddlewareObj<DynamoDBStreamEvent, DynamoDBBatchResponse> => ({
  before: ({ context }) => beginInvocation(context, newCorrelationId()),
  after: () => endInvocation(),
});

function envelopesOf(record: DynamoDBRecord, source: string, eventsOf: Needs['eventsOf']): EventEnvelope[] {
  const { OldImage, NewImage, ApproximateCreationDateTime = 0 } = record.dynamodb ?? {};
  const change: Change = {
    ...(OldImage && { before: plain(OldImage) }),
    ...(NewImage && { after: plain(NewImage) }),
  };
  const stamp = (change.after ?? change.before)?.['correlationId'];
  const correlationId = typeof stamp === 'string' ? stamp : newCorrelationId();
  useCorrelationId(correlationId);
  return eventsOf(change).map(({ contract, subject, revision, data }, index) => ({
    id: `${record.eventID}-${index}`,
    type: contract.type,
    version: contract.version,
    source,
    subject,
    revision,
    occurredAt: new Date(ApproximateCreationDateTime * 1000).toISOString(),
    correlationId,
    data,
  }));
}

const plain = (image: object): Image => unmarshall(image as Record<string, AttributeValue>);
