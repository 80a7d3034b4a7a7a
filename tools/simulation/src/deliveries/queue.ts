import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Engine } from '../engine/engine.ts';
import type { FaultKind } from '../engine/faults.ts';

interface QueueOptions {
  readonly name: string;
  readonly handler: (event: SQSEvent, context: Context) => Promise<SQSBatchResponse | void>;
  readonly limitSeconds: number;
}

/** A standard queue with a function: at least once, in any order, in batches. */
export interface Queue {
  send(body: object, options?: { readonly delaySeconds?: number }): void;
  /** Sends the messages of the dead-letter queue again. @returns how many there were */
  redrive(): number;
  readonly deadLetters: readonly object[];
}

interface Message {
  readonly messageId: string;
  readonly body: string;
  receiveCount: number;
}

const KINDS: readonly (readonly [FaultKind, number])[] = [
  ['duplicate', 0.06],
  ['reorder', 0.06],
  ['late', 0.02],
  ['redrive', 0.02],
  ['poison', 0.02],
];
const MAX_RECEIVES = 5;
const BATCH_SIZE = 10;
const VISIBILITY_MILLISECONDS = 60_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The context of an invocation. Without a remaining time, Middy sets no timer of its own. */
export const simulatedContext = (name: string): Context =>
  ({ awsRequestId: name, functionName: name, invokedFunctionArn: `arn:${name}` }) as Context;

export function createQueue(engine: Engine, { name, handler, limitSeconds }: QueueOptions): Queue {
  const { time, choices, faults } = engine;
  const ready: Message[] = [];
  const deadLetters: Message[] = [];
  let [sent, isPolling] = [0, false];

  const receiveAt = (milliseconds: number, message: Message): void => {
    time.at(milliseconds, () => {
      ready.push(message);
      if (isPolling) return;
      isPolling = true;
      // Messages that arrive meanwhile become one batch.
      time.at(time.now() + choices.between(`poll ${name}`, 0, 60), () => {
        isPolling = false;
        void receive(ready.splice(0, BATCH_SIZE));
      });
    });
  };
  const newMessage = (body: string): Message => ({
    messageId: `${name}-${++sent}`,
    body,
    receiveCount: 0,
  });

  async function receive(batch: readonly Message[]): Promise<void> {
    if (batch.length === 0) return;
    if (ready.length > 0) receiveAt(time.now(), ready.pop()!);
    for (const message of batch) message.receiveCount++;
    const context = simulatedContext(name);
    const correlationId = `${name}-batch`;
    const failed = await engine
      .invoke(name, { limitSeconds, correlationId }, () => handler({ Records: batch.map(toRecord) }, context))
      .then(
        (response) => new Set(response?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
        () => new Set(batch.map(({ messageId }) => messageId)),
      );
    for (const message of batch) {
      if (!failed.has(message.messageId)) continue;
      if (message.receiveCount >= MAX_RECEIVES) deadLetters.push(message);
      else receiveAt(time.now() + VISIBILITY_MILLISECONDS, message);
    }
  }

  function send(body: object, { delaySeconds = 0 }: { readonly delaySeconds?: number } = {}): void {
    const text = JSON.stringify(body);
    const { correlationId = 'none', type = 'command' } = body as { correlationId?: string; type?: string };
    const point = `${correlationId} ${name} ${type}`;
    const at = time.now() + delaySeconds * 1000 + choices.between(`delivery ${point}`, 1, 40);
    const fault = faults.next(point, KINDS);
    if (fault) engine.note(`${point} (${fault})`);
    const again = (from: number, to: number) =>
      receiveAt(at + choices.between(`again ${point}`, from, to), newMessage(text));
    if (fault === 'reorder') return again(1_000, 2 * MINUTE);
    receiveAt(at, newMessage(text));
    if (fault === 'duplicate') again(0, 10 * MINUTE);
    if (fault === 'redrive') again(HOUR, 10 * HOUR);
    if (fault === 'late') again(25 * HOUR, 40 * HOUR);
    if (fault === 'poison') receiveAt(at, newMessage(poison(text)));
  }

  return {
    send,
    redrive() {
      const messages = deadLetters.splice(0);
      for (const { body } of messages) receiveAt(time.now() + 1, newMessage(body));
      return messages.length;
    },
    get deadLetters() {
      return deadLetters.map(({ body }) => ({ body }));
    },
  };
}

/** A message that its consumer cannot process: the id of its order is missing. */
const poison = (text: string): string =>
  text.replaceAll('"orderId"', '"order"').replaceAll('"productId"', '"product"');

const toRecord = ({ messageId, body, receiveCount }: Message): SQSRecord =>
  ({
    messageId,
    body,
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  }) as unknown as SQSRecord;
