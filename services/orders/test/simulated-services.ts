import { COMMAND_REFUSED, type Refusal } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { fixedClock } from '#libs/testing';
import { placeOrder } from '../src/controllers/place-order.ts';
import { rejectOrder } from '../src/controllers/reject-order.ts';
import { inMemoryOrderRepository } from './in-memory-order-repository.ts';
import type { TaskHandler } from './state-machine.ts';

/** `response-lost`: the call took effect, but the caller gets an error. `failure`: it had no effect. */
export type CallResult = 'success' | 'response-lost' | 'failure';

interface Options {
  /** The results of the calls, in order; further calls succeed. */
  readonly results?: CallResult[];
  /** Error codes of the steps that refuse, by step name. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** Steps that always fail. */
  readonly broken?: readonly string[];
}

type Transition = readonly [from: readonly string[], to: string];

/** The error that a state machine catches when a function refuses a command. */
export const refused = (refusal: Refusal): Error => {
  const errorMessage = JSON.stringify(refusal);
  const cause = JSON.stringify({ errorType: COMMAND_REFUSED, errorMessage });
  return Object.assign(new Error(cause), { name: COMMAND_REFUSED });
};

/** A resource of another service: its commands are idempotent and refused by status. */
function simulatedResource(noun: string) {
  const state = { status: 'none' };
  const command =
    (...transitions: Transition[]): TaskHandler =>
    async () => {
      const [, to] = transitions.find(([from]) => from.includes(state.status)) ?? [[], undefined];
      if (to === undefined && !transitions.some(([, target]) => target === state.status))
        throw refused({ code: `${noun}.${state.status}` });
      state.status = to ?? state.status;
      return { [noun]: { status: state.status } };
    };
  return { state, command };
}

/** All services that the placement saga calls; the commands of orders itself are real. */
export function simulatedServices({ results = [], refusals = {}, broken = [] }: Options = {}) {
  const calls: string[] = [];
  const orders = inMemoryOrderRepository();
  const deps = { orders, now: fixedClock() };
  const stock = simulatedResource('reservation');
  const payment = simulatedResource('payment');
  const checkout = simulatedResource('checkout');

  const orderCommand =
    (execute: (command: never) => Promise<object | void>): TaskHandler =>
    async (command) => {
      try {
        return (await execute(command as never)) ?? {};
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'unavailable') throw refused({ code: error.code });
        throw error;
      }
    };
  const commands: Record<string, TaskHandler> = {
    ReserveStock: stock.command([['none'], 'reserved']),
    CommitStock: stock.command([['reserved'], 'committed']),
    ReleaseStock: stock.command([['none', 'reserved'], 'released']),
    RestockOrder: stock.command([['committed'], 'restocked']),
    AuthorizePayment: payment.command([['none'], 'authorized']),
    CapturePayment: payment.command([['authorized'], 'captured']),
    VoidPayment: payment.command([['none', 'authorized'], 'voided'], [['captured'], 'refunded']),
    CloseCheckout: checkout.command([['none'], 'completed']),
    ReopenCheckout: checkout.command([['none'], 'open']),
    PlaceOrder: orderCommand((command) => placeOrder(command, deps)),
    RejectOrder: orderCommand((command) => rejectOrder(command, deps)),
  };

  const withCallResult =
    (name: string, command: TaskHandler): TaskHandler =>
    async (input) => {
      calls.push(name);
      const callResult = broken.includes(name) ? 'failure' : (results.shift() ?? 'success');
      if (callResult === 'failure') throw new Error('crashed');
      const code = refusals[name];
      if (code !== undefined) throw refused({ code, detail: 'Refused.' });
      const output = await command(input);
      if (callResult === 'response-lost') throw new Error('crashed');
      return output;
    };
  const handlers = Object.fromEntries(
    Object.entries(commands).map(([name, command]) => [name, withCallResult(name, command)]),
  );
  return {
    calls,
    handlers,
    state: () => ({
      stock: stock.state.status,
      payment: payment.state.status,
      checkout: checkout.state.status,
      order: orders.records()[0],
    }),
  };
}
