import { commands } from '../commands/index.ts';
import type { Command } from '../commands/command.ts';
import { machines, type Machines } from '../sagas/machines.ts';
import { calls } from '../world/calls.ts';
import type { CallModel } from '../world/effect.ts';
import type { Fulfillment, Order } from '../world/order.ts';

/** All that a planted bug can change. */
export interface Rules {
  readonly machines: Machines;
  readonly commands: Readonly<Record<string, Command>>;
  readonly calls: Readonly<Record<string, CallModel>>;
  /** Whether an event starts an execution. */
  readonly startsExecution: (order: Order, machine: string) => boolean;
  /** The fulfillment after OrderPlaced was delivered. */
  readonly openFulfillment: (fulfillment: Fulfillment | undefined) => Fulfillment;
}

/** The system as it is. */
export const systemRules: Rules = {
  machines,
  commands,
  calls,
  // Executions are named by the order, so that a repeated event starts nothing.
  startsExecution: ({ executions }, machine) => !executions.some((each) => each.machine === machine),
  openFulfillment: (fulfillment) => fulfillment ?? 'open',
};
