import type { AwsResponse } from './aws-request.ts';

/**
 * What a fault can act on: a call to the AWS endpoint, an invocation of a function, a message of a queue, a batch of a
 * stream, a message of a topic, or a task of a state machine.
 */
export type FaultTarget = 'call' | 'invocation' | 'queue' | 'stream' | 'topic' | 'task';

/** What a fault does. docs/guides/inject-faults.md describes each action. */
export type FaultAction =
  | 'refused'
  | 'throttled'
  | 'server-error'
  | 'answer-lost'
  | 'slow'
  | 'late-write'
  | 'killed-before'
  | 'killed-after'
  | 'conflict'
  | 'database-killed'
  | 'clock-jump'
  | 'timeout'
  | 'failed'
  | 'delivered-again'
  | 'delayed'
  | 'reordered';

/** A place and time at which a fault may act. */
export interface FaultPoint {
  readonly target: FaultTarget;
  /** `dynamodb:PutItem`; what triggers an invocation, such as `stream`; a state; or the name of a queue, table or topic. */
  readonly name: string;
  /** The ARNs of what is called, or of what delivers. */
  readonly resources: readonly string[];
  /** The function, task or state machine that calls, or the function that is invoked. */
  readonly principal?: string | undefined;
  /** The trace header of the work. */
  readonly trace?: string | undefined;
}

/** A fault that acts now. */
export interface Fault {
  readonly action: FaultAction;
  /** For actions that wait, and for the size of a clock jump. */
  readonly delayMillis: number;
  /** For `refused`. */
  readonly reason: 'access-denied' | 'validation';
  /** For choices that the action makes, such as an order. */
  readonly seed: number;
}

/** Behaviors that AWS documents but that seldom happen on one machine. */
export interface Behaviors {
  /** Standard queues deliver in any order. */
  readonly unorderedQueues: boolean;
  /** The share of messages of standard queues that are delivered twice, from 0 to 1. */
  readonly duplicateMessages: number;
  /** A write or transaction that meets a transaction on the same item is rejected. */
  readonly transactionConflicts: boolean;
  /** The share of eventually consistent reads that miss the latest writes, from 0 to 1. */
  readonly staleReads: number;
}

/** A call at the endpoint, with what a fault needs to act on it. */
export interface FaultyCall {
  readonly point: FaultPoint;
  readonly signingName: string;
  readonly operation: string | undefined;
  /** How many items a transaction has. */
  readonly transactionItems: number;
  /** The trace header of the invocation that calls. */
  readonly callerTrace: string | undefined;
  /** Resolves when the client ends the connection. */
  readonly disconnected: Promise<void>;
  readonly perform: () => Promise<AwsResponse>;
}

/** Injects the faults of a plan. Endpoint and services call it where calls and deliveries pass. */
export interface Faults {
  /** @returns the fault that acts at this point, which is then logged and recorded in the trace */
  choose(point: FaultPoint): Fault | undefined;
  /** Performs a call with the fault that acts on it. @throws ConnectionLost if the caller gets no answer */
  call(call: FaultyCall): Promise<AwsResponse>;
  behaviors(): Behaviors;
  /** A number from 0 to 1 for a choice of a behavior, the same for the same seed, point and repetition. */
  random(name: string): number;
}

/** The caller gets no answer: the endpoint ends the connection. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** The local cloud on a good day: ordered queues, one delivery, no conflict, consistent reads. */
export const noBehaviors: Behaviors = {
  unorderedQueues: false,
  duplicateMessages: 0,
  transactionConflicts: false,
  staleReads: 0,
};

/** Injects nothing. */
export const noFaults: Faults = {
  choose: () => undefined,
  call: ({ perform }) => perform(),
  behaviors: () => noBehaviors,
  random: () => 1,
};
