import { AppError } from '#libs/errors';
import { fixedClock, inMemoryRecordRepository } from '#libs/testing';
import { confirmOrder } from '../src/controllers/confirm-order.ts';
import { placeOrder } from '../src/controllers/place-order.ts';
import { rejectOrder } from '../src/controllers/reject-order.ts';
import type { Order } from '../src/models/order.ts';
import type { TaskHandler } from './state-machine.ts';

/** What becomes of a call: it is answered, or done but its answer lost, or not even done. */
export type Weather = 'fair' | 'answer-lost' | 'down';

interface Circumstances {
  /** Of each call, in order; then fair. */
  readonly forecast?: Weather[];
  /** Steps that refuse, by name, with the code they give. */
  readonly refusals?: Readonly<Record<string, string>>;
  /** Steps that never answer. */
  readonly broken?: readonly string[];
}

type Move = readonly [from: readonly string[], to: string];

/** One thing with a status that commands move, in the way of inventory, payments and checkout: idempotent, refused by status. */
function thing(noun: string) {
  const status = { now: 'none' };
  const move =
    (...moves: Move[]): TaskHandler =>
    async () => {
      const [, to] = moves.find(([from]) => from.includes(status.now)) ?? [[], undefined];
      if (to === undefined && !moves.some(([, target]) => target === status.now))
        return { outcome: 'refused', code: `${noun}.${status.now}` };
      status.now = to ?? status.now;
      return { outcome: 'done' };
    };
  return { status, move };
}

/** All that the placement saga touches; orders' own commands are the real ones. */
export function shop({ forecast = [], refusals = {}, broken = [] }: Circumstances = {}) {
  const calls: string[] = [];
  const orders = inMemoryRecordRepository<Order>(['orderId']);
  const deps = { orders, now: fixedClock() };
  const stock = thing('reservation');
  const payment = thing('payment');
  const checkout = thing('checkout');

  const own =
    (execute: (command: never) => Promise<object | void>): TaskHandler =>
    async (command) => {
      try {
        return { outcome: 'done', ...(await execute(command as never)) };
      } catch (error) {
        if (error instanceof AppError && error.kind !== 'unavailable')
          return { outcome: 'refused', code: error.code };
        throw error;
      }
    };
  const commands: Record<string, TaskHandler> = {
    ReserveStock: stock.move([['none'], 'reserved']),
    CommitStock: stock.move([['reserved'], 'committed']),
    ReleaseStock: stock.move([['none', 'reserved'], 'released']),
    RestockOrder: stock.move([['committed'], 'restocked']),
    AuthorizePayment: payment.move([['none'], 'authorized']),
    CapturePayment: payment.move([['authorized'], 'captured']),
    VoidPayment: payment.move([['none', 'authorized'], 'voided'], [['captured'], 'refunded']),
    CloseCheckout: checkout.move([['none'], 'completed']),
    ReopenCheckout: checkout.move([['none'], 'open']),
    PlaceOrder: own((command) => placeOrder(command, deps)),
    ConfirmOrder: own((command) => confirmOrder(command, deps)),
    RejectOrder: own((command) => rejectOrder(command, deps)),
  };

  const inWeather =
    (name: string, command: TaskHandler): TaskHandler =>
    async (input) => {
      calls.push(name);
      const weather = broken.includes(name) ? 'down' : (forecast.shift() ?? 'fair');
      if (weather === 'down') throw new Error('It crashed.');
      const code = refusals[name];
      const result = code === undefined ? await command(input) : { outcome: 'refused', code, detail: 'No.' };
      if (weather === 'answer-lost') throw new Error('It crashed.');
      return result;
    };
  const handlers = Object.fromEntries(
    Object.entries(commands).map(([name, command]) => [name, inWeather(name, command)]),
  );
  return {
    calls,
    handlers,
    /** How everything stands. */
    end: () => ({
      stock: stock.status.now,
      payment: payment.status.now,
      checkout: checkout.status.now,
      order: orders.records()[0],
    }),
  };
}
