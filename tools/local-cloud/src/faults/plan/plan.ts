import type { Behaviors, FaultAction, FaultTarget } from '../../contract/faults.ts';

/** Which faults act, and where. A plan is a JSON or YAML file, or an argument of `startLocalCloud`. */
export interface FaultPlan {
  /** All random choices follow from it. Default: chosen at the start and printed. */
  readonly seed?: number;
  readonly behaviors?: Partial<Behaviors>;
  readonly rules?: readonly FaultRule[];
}

/**
 * One kind of fault. It has exactly one target: `call`, `invocation`, `queue`, `stream`, `topic` or `task`. Patterns may
 * contain `*` and match `service/Name` of a deployed resource or function, or its physical name or ARN.
 */
export interface FaultRule extends Partial<Record<FaultTarget, string>>, Occurrence {
  readonly fault: FaultAction;
  /** The resource that is called, or the state machine of a task. */
  readonly resource?: string;
  /** The caller, or the function that a queue or stream invokes. Default: any function, task or state machine. */
  readonly function?: string;
  /** What triggers the invocation: `api`, `queue`, `stream`, `topic`, `schedule`, `state-machine`. */
  readonly trigger?: string;
  /** How long `slow`, `delayed`, `late-write` and `timeout` wait, and how far `clock-jump` jumps. */
  readonly delayMillis?: number;
  readonly reason?: 'access-denied' | 'validation';
}

/** Which of the matching calls or deliveries, counted from 1. Default: all. */
export interface Occurrence {
  readonly nth?: number;
  readonly from?: number;
  readonly to?: number;
  /** From 0 to 1. */
  readonly probability?: number;
}

/** The actions that each target supports. */
export const actionsByTarget = {
  call: [
    'refused',
    'throttled',
    'server-error',
    'answer-lost',
    'slow',
    'late-write',
    'killed-before',
    'killed-after',
    'conflict',
    'database-killed',
    'clock-jump',
  ],
  invocation: [
    'throttled',
    'server-error',
    'slow',
    'timeout',
    'killed-before',
    'killed-after',
    'delivered-again',
  ],
  queue: ['delivered-again', 'delayed', 'reordered'],
  stream: ['failed', 'delivered-again'],
  topic: ['failed', 'delivered-again'],
  task: ['failed', 'delivered-again'],
} as const satisfies Record<FaultTarget, readonly FaultAction[]>;

export const targets = Object.keys(actionsByTarget) as readonly FaultTarget[];

/** @returns the only target of a valid rule */
export const targetOf = (rule: FaultRule): FaultTarget =>
  targets.find((target) => rule[target] !== undefined)!;

/** What AWS documents for the services that the system uses; integration tests run with it. */
export const documentedBehaviors: Behaviors = {
  unorderedQueues: true,
  duplicateMessages: 0.02,
  transactionConflicts: true,
  staleReads: 0.1,
};
