import type { Call } from '../commands/command.ts';
import { withOrder } from '../world/effect.ts';
import type { CallOutcome, Invocation, World } from '../world/order.ts';
import { failed, moveExecution, replaced, succeeded, type Move } from './executions.ts';
import { environmentSteps } from './environment-steps.ts';
import type { Step } from './step.ts';
import { advance, shortened } from './invocation.ts';
import type { Rules } from './rules.ts';

const FUNCTION_FAILED = 'Lambda.Unknown';

/** Everything that can happen next to an order. */
export function orderSteps(world: World, rules: Rules): Step[] {
  const { order } = world;
  const steps = order.invocations.flatMap((_, invocation) =>
    invocationSteps(world, invocation, rules).map((step) => ({ ...step, invocation })),
  );
  return [...steps, ...environmentSteps(world, rules)].filter((step) => step.world !== world);
}

function invocationSteps(world: World, index: number, rules: Rules): Step[] {
  const { order } = world;
  const invocation = order.invocations[index]!;
  const command = rules.commands[invocation.command];
  if (command === undefined) throw new Error(`The model has no command ${invocation.command}.`);
  const next = advance(command, invocation, order);
  const label = `${invocation.command}${invocation.caller === undefined ? ` (abandoned ${index})` : ''}`;
  // An invocation settles together with its last call, if it makes one.
  if (!('call' in next)) return toSteps(`${label} returns`, settle(world, index, invocation, rules));
  const { call } = next;
  const proceed = (after: World, outcome: CallOutcome): World[] =>
    settle(after, index, { ...invocation, log: [...invocation.log, outcome] }, rules);

  const effects = rules.calls[call.name]!(world, call.args);
  const steps = effects.flatMap(({ world: after, value, note }) =>
    toSteps(`${label}: ${call.name}${note ? ` ${note}` : ''}`, proceed(after, { value })),
  );
  if (order.faults === 0 || call.name === 'wait') return steps;
  return [...steps, ...faultSteps({ world, index, label, call }, proceed, rules)];
}

const toSteps = (label: string, worlds: readonly World[]): Step[] =>
  worlds.map((world, index) => ({ label: worlds.length > 1 ? `${label}, ${choices[index]}` : label, world }));

// Of a failed task, see `fail`.
const choices = ['and is retried', 'and is abandoned'];

interface Faulty {
  readonly world: World;
  readonly index: number;
  readonly label: string;
  readonly call: Call;
}

/** Each fault uses up one of the faults that the order may have. */
function faultSteps(
  { world: before, index, label, call }: Faulty,
  proceed: (world: World, outcome: CallOutcome) => World[],
  rules: Rules,
): Step[] {
  const world = withOrder(before, { faults: before.order.faults - 1 });
  if (call.name === 'choose') return abandonSteps(world, index, label, rules);
  const failure = FUNCTION_FAILED;
  const effects = rules.calls[call.name]!(world, call.args);
  const lost = effects.filter((effect) => effect.world !== world);
  return [
    ...toSteps(`${label}: ${call.name} FAILS`, proceed(world, { failure })),
    ...lost.flatMap(({ world: after, note }) =>
      toSteps(`${label}: ${call.name}${note ? ` ${note}` : ''} ANSWER LOST`, proceed(after, { failure })),
    ),
    ...toSteps(`${label}: KILLED before ${call.name}`, kill(world, index, rules)),
    ...abandonSteps(world, index, label, rules),
  ];
}

/** It is the same whether the caller stops waiting before the first call or before a later one. */
function abandonSteps(world: World, index: number, label: string, rules: Rules): Step[] {
  const { caller, log, progress } = world.order.invocations[index]!;
  if (caller === undefined || log.length > 0 || progress) return [];
  return toSteps(`${label}: ABANDONED`, abandon(world, index, rules));
}

/** Ends the invocation if it makes no further call. */
function settle(world: World, index: number, settled: Invocation, rules: Rules): World[] {
  const command = rules.commands[settled.command]!;
  const invocation = shortened(command, settled, world.order);
  const next = advance(command, invocation, world.order);
  if ('call' in next) return [withInvocations(world, replaced(world.order.invocations, index, invocation))];
  if ('result' in next)
    return answerCaller(world, index, (execution) => succeeded(execution, next.result, rules), rules);
  if (invocation.isQueued && next.error !== 'CommandRefused') return kill(world, index, rules);
  return answerCaller(world, index, (execution) => failed(execution, next, rules), rules);
}

/** The invocation ends without an answer. A queue delivers its message again. */
function kill(world: World, index: number, rules: Rules): World[] {
  const invocation = world.order.invocations[index]!;
  if (invocation.isQueued) {
    const again = replaced(world.order.invocations, index, withoutProgress(invocation));
    return [withInvocations(world, again)];
  }
  return answerCaller(world, index, (execution) => failed(execution, crash, rules), rules);
}

/** The caller stops waiting, and the invocation continues. */
function abandon(world: World, index: number, rules: Rules): World[] {
  const { caller, ...abandoned } = world.order.invocations[index]!;
  const left = withInvocations(world, replaced(world.order.invocations, index, abandoned));
  return moveExecution(left, caller!, (execution) => failed(execution, crash, rules), rules);
}

const withoutProgress = ({ progress: _, ...invocation }: Invocation): Invocation => ({
  ...invocation,
  log: [],
});

const crash = { error: FUNCTION_FAILED, cause: '' };

/** Removes the invocation; the execution that waits for it moves on. */
function answerCaller(world: World, index: number, move: Move, rules: Rules): World[] {
  const { caller } = world.order.invocations[index]!;
  const without = withInvocations(world, world.order.invocations.toSpliced(index, 1));
  return caller === undefined ? [without] : moveExecution(without, caller, move, rules);
}

const withInvocations = (world: World, invocations: readonly Invocation[]): World =>
  withOrder(world, { invocations });
