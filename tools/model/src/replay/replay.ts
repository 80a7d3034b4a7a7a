import { COMMAND_REFUSED } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { provideSurroundings, surroundings } from '#libs/surroundings';
import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import { toPlacement } from '../../../../services/orders/src/models/placement.ts';
import { fail, start, succeed, type Position } from '../sagas/execution.ts';
import { machines } from '../sagas/machines.ts';
import { advance } from '../system/invocation.ts';
import { orderSteps } from '../system/order-steps.ts';
import { systemRules } from '../system/rules.ts';
import type { Scenario } from '../system/scenarios.ts';
import type { Step } from '../system/step.ts';
import type { Hold, Inventory } from '../world/inventory.ts';
import type { Order } from '../world/order.ts';
import { isAuthorizing } from '../world/payment-calls.ts';
import { realShop, type RealShop } from './real-shop.ts';
import { RunningCommand, type PendingCall } from './running-command.ts';
import { shopEvents } from './shop-events.ts';
import { viewOfModel, viewOfShop } from './shop-view.ts';

interface RealInvocation {
  readonly name: string;
  readonly input: Json;
  running: RunningCommand;
}

interface RealExecution {
  readonly machine: string;
  data: Json;
  at: string | undefined;
}

interface RealOrder {
  readonly orderId: string;
  readonly sessionId: string;
  readonly placement: Json;
  readonly executions: RealExecution[];
  readonly invocations: RealInvocation[];
}

/** A difference between the model and the controllers. */
export class Mismatch extends Error {}

/**
 * Replays a trace of the model step by step: the real controllers run on the fakes of their repositories, and each of
 * their calls waits until the trace makes it. Before and after each step, the calls and the state must be the same.
 *
 * @throws Mismatch with the step and the difference
 */
export async function replay(scenario: Scenario, trace: readonly string[]): Promise<void> {
  // Without pauses after conflicts.
  const process = surroundings();
  using _ = provideSurroundings(() => ({ ...process, pause: async () => {} }));
  const shop = await realShop(scenario.stock);
  let inventory: Inventory = {
    stock: Object.fromEntries(
      Object.entries(scenario.stock).map(([product, available]) => [product, { available, holds: [] }]),
    ),
    reservations: {},
  };
  const [faults] = scenario.faults;
  const models: Order[] = scenario.orders.map((order, index) => ({ ...order, faults: faults![index]! }));
  const real: RealOrder[] = [];
  for (const order of models) {
    const isDeclined = trace.some(
      (label) => label.startsWith(`order ${order.id}:`) && label.includes('declined'),
    );
    const submitted = await shop.submit(order, isDeclined);
    const { orderId, sessionId } = submitted.data;
    const placement = toPlacement(submitted) as unknown as Json;
    real.push({ orderId, sessionId, placement, executions: [], invocations: [] });
  }

  for (const text of trace) {
    const [, id, label] = /^order (\d): (.*)$/.exec(text)!;
    const index = models.findIndex((order) => order.id === Number(id));
    const before = models[index]!;
    const step = orderSteps({ order: before, inventory }, systemRules).find((each) => each.label === label);
    if (!step) throw new Mismatch(`The model has no step ${text}.`);
    await takeStep(step, before, real[index]!, shop);
    models[index] = step.world.order;
    inventory = step.world.inventory;
    await compare(text, models, inventory, real, shop);
  }
}

async function takeStep(step: Step, before: Order, real: RealOrder, shop: RealShop): Promise<void> {
  const after = step.world.order;
  if (step.invocation === undefined) return takeEvent(step.label, after, real, shop);
  const { label, invocation: index } = step;
  const invocation = real.invocations[index]!;
  const caller = before.invocations[index]!.caller;
  const { isQueued } = before.invocations[index]!;
  const execution = caller === undefined ? undefined : real.executions[caller]!;
  const crash = { error: 'Lambda.Unknown', cause: '' };
  const move = (positions: (execution: RealExecution) => readonly Position[]) => {
    if (execution) enter(positions(execution), execution, after.executions[caller!]!, real, shop);
  };
  const restart = () => (invocation.running = runCommand(invocation.name, invocation.input, shop));
  const failed = (failure: { error: string; cause: string }) =>
    move(({ machine, at, data }) => fail(machines[machine]!, at!, data, failure));

  if (label.includes('ABANDONED')) return failed(crash);
  if (label.includes('KILLED')) {
    if (isQueued) return void restart();
    real.invocations.splice(index, 1);
    return failed(crash);
  }
  shop.clock.isLate = invocation.name === 'VoidPayment' && !isAuthorizing(before);
  const end = await makeCall(invocation, label, before, index);
  if (!end) return;
  const failure = 'error' in end ? toFailure(end.error) : undefined;
  if (failure && isQueued && failure.error !== COMMAND_REFUSED) return void restart();
  real.invocations.splice(index, 1);
  if (failure) return failed(failure);
  const result = 'result' in end ? ((end.result ?? {}) as Json) : {};
  move(({ machine, at, data }) => [succeed(machines[machine]!, at!, data, result)]);
}

/** Makes the call of the model, as the label says. @returns how the command has ended, if it has */
async function makeCall({ running, name }: RealInvocation, label: string, before: Order, index: number) {
  const next = advance(systemRules.commands[name], before.invocations[index]!, before);
  if (!('call' in next) || next.call.name === 'choose') return (await running.rest()).end;
  const { hold } = next.call.args as { hold?: Hold };
  const { calls } = await running.rest();
  const call = calls.find(
    (each) => each.name === next.call.name && (each.name !== 'stock.take' || isOf(each, hold!.product)),
  );
  if (!call)
    throw new Mismatch(
      `${name} does not call ${next.call.name}, but ${calls.map((each) => each.name).join()}.`,
    );
  if (label.includes(' FAILS')) await call.fail(false);
  else if (label.includes(' ANSWER LOST')) await call.fail(true);
  else await call.proceed();
  const after = await running.rest();
  // After a failed write, the controller pauses before it tries again.
  const pause = after.calls.find((each) => each.name === 'wait');
  if (!pause || next.call.name !== 'stock.take') return after.end;
  await pause.proceed();
  return (await running.rest()).end;
}

const isOf = ({ args: [take] }: PendingCall, product: string): boolean =>
  (take as { readonly stockId: string }).stockId === product;

async function takeEvent(label: string, after: Order, real: RealOrder, shop: RealShop): Promise<void> {
  const machine = {
    'CheckoutSubmitted is delivered': 'place-order',
    'the change to canceling is delivered': 'cancel-order',
  }[label];
  if (machine === undefined) return void (await shopEvents[label]!(real.orderId, shop));
  const step = { orderId: real.orderId, correlationId: 'c' };
  const input =
    machine === 'place-order'
      ? real.placement
      : { ...step, reason: 'customer-request', isPaymentRequired: after.isPaid };
  const execution: RealExecution = { machine, data: {}, at: undefined };
  real.executions.push(execution);
  enter([start(machines[machine]!, input)], execution, after.executions.at(-1)!, real, shop);
}

/** Moves a real execution to the position that the model has chosen. */
function enter(
  positions: readonly Position[],
  execution: RealExecution,
  model: Order['executions'][number],
  real: RealOrder,
  shop: RealShop,
): void {
  const position = positions.find((each) =>
    'at' in each ? each.at === model.at : each.ended === model.ended,
  );
  if (!position)
    throw new Mismatch(
      `The model is at ${model.at ?? model.ended}, the execution could be at ${JSON.stringify(positions)}.`,
    );
  execution.data = position.data;
  execution.at = 'at' in position ? position.at : undefined;
  if (!('at' in position)) return;
  const { at: name, input } = position;
  real.invocations.push({ name, input, running: runCommand(name, input, shop) });
}

const runCommand = (name: string, input: Json, shop: RealShop): RunningCommand =>
  new RunningCommand((command) => shop.run(name, input, command));

/** As the handler of a command reports an error to the state machine. */
function toFailure(error: unknown): { error: string; cause: string } {
  if (!(error instanceof AppError)) return { error: (error as Error).name, cause: '' };
  if (error.kind === 'unavailable') return { error: error.code, cause: '' };
  const errorMessage = JSON.stringify({ code: error.code });
  return { error: COMMAND_REFUSED, cause: JSON.stringify({ errorType: COMMAND_REFUSED, errorMessage }) };
}

async function compare(
  label: string,
  models: readonly Order[],
  inventory: Inventory,
  real: readonly RealOrder[],
  shop: RealShop,
): Promise<void> {
  const model = JSON.stringify([viewOfModel(models, inventory), models.map(nextCalls)]);
  const calls = await Promise.all(real.map(({ invocations }) => Promise.all(invocations.map(callsOf))));
  const actual = JSON.stringify([await viewOfShop(real, shop), calls]);
  if (model !== actual)
    throw new Mismatch(`After "${label}" the model is\n${model}\nand the shop is\n${actual}`);
}

const nextCalls = (order: Order): string[] =>
  order.invocations.map((invocation) => {
    const next = advance(systemRules.commands[invocation.command], invocation, order);
    if (!('call' in next)) return 'end';
    return next.call.name === 'choose' ? 'stock.take' : next.call.name;
  });

/** Calls that are made at once have the same name. */
async function callsOf({ running }: RealInvocation): Promise<string> {
  const { calls, end } = await running.rest();
  return end ? 'end' : [...new Set(calls.map(({ name }) => name))].join();
}
