import type { MeasuredQueue } from './measurements.ts';

/** A received message, as ReceiveMessage with all attributes gives it. */
export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<
    Record<
      string,
      { readonly DataType: string; readonly StringValue?: string; readonly BinaryValue?: string }
    >
  >;
}

export interface Queue {
  readonly arn: string;
  /** At most ten; each is hidden for the queue's visibility timeout, and goes to the dead-letter queue in time. */
  receive(maximum: number): readonly QueueMessage[];
  delete(receiptHandle: string): void;
  /** Resolves when there may be something to receive, or when aborted. Costs nothing while it waits. */
  waitForMessage(signal: AbortSignal): Promise<void>;
  send(body: string): void;
  /** Whether a receive would give something now. */
  hasMessages(): boolean;
  /** Shows what earlier receivers did not finish: for when they are gone with the process they ran in. */
  releaseInFlight(): void;
}

export interface Queues {
  /** By ARN; undefined where there is none. */
  find(queueArn: string): Queue | undefined;
  /** How full each queue is now. */
  measured(): readonly MeasuredQueue[];
}
