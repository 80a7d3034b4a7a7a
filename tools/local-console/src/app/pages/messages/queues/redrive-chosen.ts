import { deliverRecords } from '../../../../../../operations/src/redrive/streams/deliver-records.ts';
import type { LambdaRecord } from '../../../../../../operations/src/redrive/streams/lambda-record.ts';
import { recordsReader } from '../../../../../../operations/src/redrive/streams/records-reader.ts';
import type { Message } from '../../../../../../operations/src/redrive/messages/message.ts';
import type { MessageQueue } from '../../../../../../operations/src/redrive/messages/message-queue.ts';
import { createRedrive } from '../../../../../../operations/src/redrive/redriving/redrive-messages.ts';
import { walkQueue } from '../../../../../../operations/src/redrive/redriving/walk-queue.ts';
import type { EventSourceMapping } from './queue-view.ts';

type CallAws = <Result>(service: string, operation: string, input: object) => Promise<Result>;
type Deliver = (message: Message) => Promise<void>;

export interface RedriveResult {
  readonly redriven: number;
  /** Why messages stayed: one line each. */
  readonly problems: readonly string[];
}

// The pace of `npx nx redrive`.
const MESSAGES_PER_SECOND = 20;

/**
 * Delivers chosen messages of a dead-letter queue again, in the way of `npx nx redrive`: a message is deleted only after its
 * delivery was acknowledged.
 */
export async function redriveChosen(
  deadLetters: MessageQueue,
  ids: ReadonlySet<string>,
  deliver: Deliver,
): Promise<RedriveResult> {
  const problems: string[] = [];
  const redrive = createRedrive(
    { perSecond: MESSAGES_PER_SECOND },
    {
      deadLetters,
      deliver,
      print: (line) => void problems.push(line),
      now: Date.now,
      pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    },
  );
  await walkQueue(deadLetters, {
    isSelected: ({ id }) => ids.has(id),
    limit: ids.size,
    visit: redrive.visit,
    isOver: redrive.isHopeless,
  });
  return { redriven: redrive.redriven, problems };
}

/** Deletes chosen messages. @returns how many were found and deleted */
export async function deleteChosen(queue: MessageQueue, ids: ReadonlySet<string>): Promise<number> {
  const { wanted } = await walkQueue(queue, {
    isSelected: ({ id }) => ids.has(id),
    limit: ids.size,
    async visit(messages) {
      await Promise.all(messages.map(queue.delete));
      return [];
    },
  });
  return wanted;
}

/** Delivers the changes that a message of an on-failure destination refers to: reads them and invokes their function. */
export function deliverChanges(mappings: readonly EventSourceMapping[], callAws: CallAws): Deliver {
  const readRecords = recordsReader({
    async openAt({ streamArn, shardId, firstSequenceNumber }) {
      const { ShardIterator } = await callAws<{ ShardIterator?: string }>(
        'dynamodbstreams',
        'GetShardIterator',
        {
          StreamArn: streamArn,
          ShardId: shardId,
          SequenceNumber: firstSequenceNumber,
          ShardIteratorType: 'AT_SEQUENCE_NUMBER',
        },
      );
      return ShardIterator;
    },
    async read(iterator, streamArn) {
      const { Records = [], NextShardIterator } = await callAws<{
        Records?: readonly object[];
        NextShardIterator?: string;
      }>('dynamodbstreams', 'GetRecords', { ShardIterator: iterator });
      return { records: Records.map((record) => toLambdaRecord(record, streamArn)), next: NextShardIterator };
    },
  });
  return (message) =>
    deliverRecords(message, {
      readRecords,
      getPatterns: (functionArn) => getPatterns(mappings, functionArn),
      async invoke(functionArn, event) {
        const { Payload, FunctionError } = await callAws<{
          Payload?: { readonly $bytes: string };
          FunctionError?: string;
        }>('lambda', 'Invoke', {
          FunctionName: functionArn,
          Payload: { $bytes: toBase64(JSON.stringify(event)) },
        });
        const text = Payload === undefined ? '' : fromBase64(Payload.$bytes);
        return { answer: text === '' ? null : (JSON.parse(text) as unknown), error: FunctionError };
      },
    });
}

const getPatterns = (mappings: readonly EventSourceMapping[], functionArn: string): readonly object[] =>
  mappings
    .filter(
      ({ FunctionArn, EventSourceArn }) =>
        FunctionArn === functionArn && EventSourceArn.includes(':dynamodb:'),
    )
    .flatMap(({ FilterCriteria }) => FilterCriteria?.Filters ?? [])
    .map(({ Pattern = '{}' }) => JSON.parse(Pattern) as object);

/** Lambda events have times in seconds and bytes in base64; the console writes ISO 8601 and `{$bytes}`. */
function toLambdaRecord(record: object, eventSourceARN: string): LambdaRecord {
  const plain = JSON.parse(JSON.stringify(record), (name, value: unknown) => {
    if (name === 'ApproximateCreationDateTime') return Date.parse(String(value)) / 1000;
    return typeof value === 'object' && value !== null && '$bytes' in value ? value.$bytes : value;
  }) as LambdaRecord;
  return { ...plain, eventSourceARN };
}

const toBase64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (base64: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
