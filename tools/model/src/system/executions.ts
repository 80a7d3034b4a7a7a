import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import { fail, start, succeed, type Position } from '../sagas/execution.ts';
import { withOrder } from '../world/effect.ts';
import type { Execution, Invocation, World } from '../world/order.ts';
import type { Rules } from './rules.ts';

const WAITED_IN_VAIN = 'stock.busy';

/** The places that an execution can move to. */
export type Move = (execution: Execution) => readonly Position[];

export const succeeded = (
  { machine, at, data }: Execution,
  result: Json,
  { machines }: Rules,
): readonly Position[] => [succeed(machines[machine]!, at!, data, result)];
export const failed = (
  { machine, at, data }: Execution,
  failure: { readonly error: string; readonly cause: string },
  { machines }: Rules,
): readonly Position[] => {
  const positions = fail(machines[machine]!, at!, data, failure);
  // A call that waits, waits as long as all its retries: a further attempt would wait for the same.
  return failure.error === WAITED_IN_VAIN ? positions.slice(-1) : positions;
};

/** Moves an execution: one world for each place that it can move to. */
export const moveExecution = (world: World, index: number, move: Move, rules: Rules): World[] =>
  move(world.order.executions[index]!).map((position) => withPosition(world, index, position, rules));

/** An execution that reaches a task invokes its function. */
function withPosition(world: World, index: number, position: Position, rules: Rules): World {
  const { machines, startsExecution } = rules;
  const { machine } = world.order.executions[index]!;
  const { executions, invocations, attempts } = world.order;
  if ('ended' in position) {
    const ended: Execution = { machine, data: {}, ended: position.ended };
    return withOrder(world, { executions: replaced(executions, index, ended) });
  }
  const { at, data, input } = position;
  const isQueued = machines[machine]!.States[at]!.Resource?.endsWith('.waitForTaskToken');
  const isNumbered = at === 'ReserveStock';
  // When the order cannot reserve any more, the numbers of its attempts no longer matter.
  const isReserving =
    invocations.some(({ command }) => command === 'ReserveStock') ||
    startsExecution(world.order, 'place-order');
  const invocation: Invocation = {
    command: at,
    input,
    log: [],
    attempt: isNumbered ? attempts : 0,
    caller: index,
    ...(isQueued && { isQueued: true }),
  };
  return withOrder(world, {
    executions: replaced(executions, index, { machine, at, data }),
    invocations: [...invocations, invocation],
    attempts: isNumbered ? attempts + 1 : isReserving ? attempts : 0,
  });
}

/** Starts an execution. */
export function startExecution(world: World, machine: string, input: Json, rules: Rules): World {
  const { executions } = world.order;
  const added = withOrder(world, { executions: [...executions, { machine, data: {} }] });
  return withPosition(added, executions.length, start(rules.machines[machine]!, input), rules);
}

export const replaced = <T>(list: readonly T[], index: number, item: T): readonly T[] =>
  list.with(index, item);
