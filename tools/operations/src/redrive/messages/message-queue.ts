import type { Message } from './message.ts';

/** How many messages a queue holds, about. */
export interface Depth {
  readonly visible: number;
  /** Received by somebody, and not done with. */
  readonly hidden: number;
}

/** One queue, in the words of a redrive. */
export interface MessageQueue {
  depth(): Promise<Depth>;
  /** Ten at most, hidden from others for {@link HIDDEN_SECONDS}; none once the queue has none to give. */
  receive(): Promise<readonly Message[]>;
  /** Body, attributes and trace as they were. Resolves once SQS has it for good. */
  send(message: Pick<Message, 'body' | 'attributes' | 'traceHeader'>): Promise<void>;
  delete(message: Message): Promise<void>;
  /** Shows messages again at once. */
  release(messages: readonly Message[]): Promise<void>;
}

/** So long a redrive that dies keeps messages from the next one, at most. */
export const HIDDEN_SECONDS = 300;
