import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import type { Inventory } from './inventory.ts';

/** The payment record of an order. */
export interface Payment {
  readonly status: 'authorizing' | 'authorized' | 'captured' | 'refunded' | 'voided' | 'declined';
  /** How often the attempt to authorize was recorded. Each may have called the provider. */
  readonly attempts: number;
  readonly authorization?: string;
}

/** What the payment provider knows: a charge per authorization. */
export interface Charge {
  readonly authorization: string;
  readonly status: 'authorized' | 'captured' | 'voided' | 'refunded';
}

export interface OrderRecord {
  readonly status: 'rejected' | 'placed' | 'canceling' | 'canceled' | 'shipped';
  readonly isDispatchTracked?: boolean;
  readonly isCancellationRejected?: boolean;
}

export type Fulfillment = 'open' | 'canceled' | 'dispatched';

/** An execution of a state machine, at a task; or ended. */
export interface Execution {
  readonly machine: string;
  /** The task that runs. */
  readonly at?: string;
  readonly data: Json;
  readonly ended?: string;
}

/** The outcome of one call that an invocation made. */
export type CallOutcome = { readonly value: Json } | { readonly failure: string };

/** A function that runs. It has made the calls of its log, and is about to make the next one. */
export interface Invocation {
  readonly command: string;
  readonly input: Json;
  readonly log: readonly CallOutcome[];
  /** What the command has kept of earlier calls. */
  readonly progress?: Json;
  /** Which attempt of the order this is, for commands that need an id of their own. */
  readonly attempt: number;
  /** The execution that waits for the answer; undefined when it has stopped waiting. */
  readonly caller?: number;
  /** Delivered by a queue, which delivers again after a failure. */
  readonly isQueued?: boolean;
}

/** Everything that belongs to one order alone. */
export interface Order {
  readonly id: number;
  readonly products: readonly string[];
  readonly isPaid: boolean;
  /** Whether the customer may cancel it and staff may dispatch it. Both can happen at any time. */
  readonly isCancelable: boolean;
  /** The faults that may still occur. */
  readonly faults: number;
  readonly session: 'completing' | 'completed' | 'open';
  readonly card: 'unknown' | 'accepted' | 'declined';
  readonly charges: readonly Charge[];
  readonly attempts: number;
  readonly executions: readonly Execution[];
  readonly invocations: readonly Invocation[];
  readonly payment?: Payment;
  readonly record?: OrderRecord;
  readonly fulfillment?: Fulfillment;
}

/** The data that one order can read and change. */
export interface World {
  readonly order: Order;
  readonly inventory: Inventory;
}
