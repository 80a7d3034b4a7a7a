import type { Json, JsonObject } from '../../../local-cloud/src/contract/json/json.ts';

/** One call to a table, a queue or the payment provider: it happens at once, or not at all. */
export interface Call {
  readonly name: string;
  readonly args: JsonObject;
}

/** The steps of a command: it yields each call, and gets its result. */
export type Steps<Result> = Generator<Call, Result, unknown>;

export interface CommandInput {
  readonly order: number;
  readonly products: readonly string[];
  /** The number of this attempt, which is unique within the order. */
  readonly attempt: number;
  /** The input that the state machine passes. */
  readonly input: Json;
  /** What {@link continueWith} has kept; undefined at the beginning. */
  readonly progress?: Json | undefined;
}

export type Command = (input: CommandInput) => Steps<Json>;

/** The command is rejected for good: a state machine does not retry it. */
export class Refusal extends Error {
  override readonly name = 'CommandRefused';
}

/** A call or a command failed, and may succeed later. Its message is the name of the error. */
export class Failure extends Error {}

export const CONTINUE = 'continue';

/** Runs the command again from its beginning with `progress`: the outcomes of earlier calls no longer matter. */
export function* continueWith(progress: object): Steps<never> {
  yield { name: CONTINUE, args: progress as JsonObject };
  throw new Error('A command that continues starts again.');
}

/** Makes a call. */
export function* call<Result>(name: string, args: object = {}): Steps<Result> {
  return (yield { name, args: args as JsonObject }) as Result;
}
