import type { Message } from './message.ts';

/** The approximate number of messages in a queue. */
export interface Depth {
  readonly visible: number;
  /** Received by a consumer but not yet deleted. */
  readonly hidden: number;
}

/** A queue that a redrive reads or writes. */
export interface MessageQueue {
  depth(): Promise<Depth>;
  /** @returns at most ten messages, hidden for {@link HIDDEN_SECONDS}; empty when no message is visible */
  receive(): Promise<readonly Message[]>;
  /** Sends a message with its original body, attributes and trace. Resolves after SQS has stored it. */
  send(message: Pick<Message, 'body' | 'attributes' | 'traceHeader'>): Promise<void>;
  delete(message: Message): Promise<void>;
  /** Makes messages visible again at once. */
  release(messages: readonly Message[]): Promise<void>;
}

/** The visibility timeout: how long an aborted redrive hides messages from the next one, at most. */
export const HIDDEN_SECONDS = 300;
