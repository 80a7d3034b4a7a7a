import type { Json } from '../../../local-cloud/src/contract/json/json.ts';
import { CONTINUE, Failure, Refusal, type Call, type Command } from '../commands/command.ts';
import type { CallOutcome, Invocation, Order } from '../world/order.ts';

/** What an invocation does next: a call, or its end. */
export type Next =
  { readonly call: Call } | { readonly result: Json } | { readonly error: string; readonly cause: string };

/**
 * Runs a command from its beginning with the outcomes of the calls that it has made, up to what it does next. An
 * invocation therefore needs no other state than its log.
 */
export function advance(
  command: Command | undefined,
  {
    command: name,
    input,
    log,
    attempt,
    progress,
  }: Pick<Invocation, 'command' | 'input' | 'log' | 'attempt' | 'progress'>,
  { id, products }: Pick<Order, 'id' | 'products'>,
): Next {
  if (command === undefined) throw new Error(`The model has no command ${name}.`);
  const steps = command({ order: id, products, attempt, input, progress });
  try {
    let step = steps.next();
    for (const outcome of log) step = resume(steps, outcome);
    return step.done ? { result: step.value } : { call: step.value };
  } catch (error) {
    if (error instanceof Refusal) return { error: error.name, cause: error.message };
    if (error instanceof Failure) return { error: error.message, cause: '' };
    throw error;
  }
}

/** The invocation in its shortest form: after it has continued, its log begins anew. */
export function shortened(command: Command, invocation: Invocation, order: Order): Invocation {
  const next = advance(command, invocation, order);
  if (!('call' in next) || next.call.name !== CONTINUE) return invocation;
  return shortened(command, { ...invocation, log: [], progress: next.call.args }, order);
}

const resume = (steps: ReturnType<Command>, outcome: CallOutcome) =>
  'failure' in outcome ? steps.throw(new Failure(outcome.failure)) : steps.next(outcome.value);
