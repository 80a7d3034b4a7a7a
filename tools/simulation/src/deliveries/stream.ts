import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { marshall } from '#libs/aws';
import type { Engine } from '../engine/engine.ts';
import { simulatedContext } from './queue.ts';

interface StreamOptions {
  readonly name: string;
  readonly handler: (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse | void>;
  readonly limitSeconds?: number;
}

export type Image = Readonly<Record<string, unknown>> | undefined;

/** The stream of a table with a function: in order, at least once, in batches. */
export interface Stream {
  /** @param correlationId  of the request that wrote the change */
  push(before: Image, after: Image, correlationId: string): void;
  /** Delivers the records again that failed too often. */
  redrive(): number;
}

const MAX_RETRIES = 10;
const MAX_BATCH = 10;

export function createStream(engine: Engine, { name, handler, limitSeconds = 10 }: StreamOptions): Stream {
  const { time, choices, faults } = engine;
  const pending: DynamoDBRecord[] = [];
  const unhandled: DynamoDBRecord[] = [];
  let [sequence, isBusy] = [0, false];

  function wake(): void {
    if (isBusy || pending.length === 0) return;
    isBusy = true;
    time.at(time.now() + choices.between(`stream ${name}`, 5, 60), () => void work());
  }

  /** The mapping's retries: from the failed record, and with half of the batch when the function fails. */
  async function work(): Promise<void> {
    let [size, retries] = [Math.min(pending.length, MAX_BATCH), 0];
    const batch = pending.splice(0, size);
    while (batch.length > 0) {
      const part = batch.slice(0, size);
      const done = await deliver(part);
      const fault = done > 0 ? faults.next(`${name} batch`, [['duplicate', 0.03]]) : undefined;
      // The same records again: the report of the batch was lost.
      if (fault) await deliver(part);
      batch.splice(0, done);
      if (done > 0) [size, retries] = [batch.length, 0];
      else if (++retries > MAX_RETRIES && size === 1) {
        unhandled.push(batch.shift()!);
        [size, retries] = [batch.length, 0];
      } else size = Math.max(1, Math.floor(size / 2));
      if (done === 0) await time.sleep(1_000);
    }
    isBusy = false;
    wake();
  }
  /** @returns how many records were handled */
  async function deliver(records: readonly DynamoDBRecord[]): Promise<number> {
    const event = { Records: [...records] };
    try {
      const response = await engine.invoke(name, { limitSeconds, correlationId: `${name}-batch` }, () =>
        handler(event, simulatedContext(name)),
      );
      const failed = response?.batchItemFailures[0]?.itemIdentifier;
      if (failed === undefined) return records.length;
      return Math.max(
        0,
        records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed),
      );
    } catch {
      return 0;
    }
  }

  return {
    push(before, after, correlationId) {
      sequence++;
      pending.push({
        eventID: `${name}-${sequence}`,
        eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
        dynamodb: {
          SequenceNumber: String(sequence),
          ApproximateCreationDateTime: time.now() / 1000,
          ...(before && { OldImage: toImage({ ...before, correlationId }) }),
          ...(after && { NewImage: toImage({ ...after, correlationId }) }),
        },
      } as DynamoDBRecord);
      wake();
    },
    redrive() {
      const records = unhandled.splice(0);
      pending.push(...records);
      wake();
      return records.length;
    },
  };
}

const toImage = (record: object) => marshall(JSON.parse(JSON.stringify(record)) as Record<string, unknown>);
