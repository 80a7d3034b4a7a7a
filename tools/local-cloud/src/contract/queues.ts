import type { QueueMetrics } from './measurements.ts';

/** A received message, as ReceiveMessage returns it with all attributes. */
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
  /**
   * Receives at most ten messages, which then are in flight for the visibility timeout. A message that exceeds
   * `maxReceiveCount` moves to the dead-letter queue.
   */
  receive(maximum: number): readonly QueueMessage[];
  delete(receiptHandle: string): void;
  /** Changes the order of the messages that wait in a standard queue. */
  reorder(order: <Message>(messages: readonly Message[]) => Message[]): void;
  /** Resolves when a message may be available, after `maxMs`, or when aborted. It does not poll. */
  waitForMessage(signal: AbortSignal, maxMs?: number): Promise<void>;
  /** @param trace the trace header of the sender */
  send(body: string, trace?: string): void;
  /** Whether a message can be received now. */
  hasMessages(): boolean;
  /** Makes all in-flight messages visible, because their receivers ended with the previous process. */
  releaseInFlight(): void;
}

export interface Queues {
  /** Finds a queue by ARN. */
  find(queueArn: string): Queue | undefined;
  /** The current metrics of each queue. */
  getMetrics(): readonly QueueMetrics[];
}
