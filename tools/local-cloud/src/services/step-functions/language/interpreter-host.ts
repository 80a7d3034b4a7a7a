import type { Definition, State, StateType } from './definition.ts';
import type { RunningSpan } from '../../../contract/recorder.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';

/** One attempt of a Task state. */
export interface TaskCall {
  readonly stateName: string;
  /** The trace header of the state. */
  readonly trace: string;
  readonly resource: string;
  readonly input: Json;
  /** The longest time between two heartbeats of a task that waits for a callback. */
  readonly heartbeatSeconds: number | undefined;
  /** For `.waitForTaskToken`: the value of `$$.Task.Token`. */
  readonly token: string;
  /** True when the request was sent before the process ended and only the callback is missing. */
  readonly alreadyRequested: boolean;
  /** Aborts when the attempt has timed out or the execution has ended. */
  readonly signal: AbortSignal;
  /** Called after the request of a task that waits for a callback. */
  submitted(output: Json): void;
}

/** A sequence of history events: each event names the previous one of its sequence. */
export interface EventChain {
  previousEventId: number;
}

/** The entry into a top-level state, with all that is needed to resume there after a restart. */
export interface StateEntry {
  readonly stateName: string;
  readonly input: Json;
  readonly enteredAtMs: number;
  /** The token of a task that waits for a callback, once its request was sent. */
  readonly token?: string;
}

/** Everything the interpreter uses in addition to the definition and its data. */
export interface InterpreterHost {
  record(chain: EventChain, type: string, details?: JsonObject): void;
  /** Called before a top-level state runs. */
  stateEntered(entry: StateEntry): void;
  runTask(call: TaskCall): Promise<Json>;
  nowMs(): number;
  random(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleepUntil(timeMs: number, signal: AbortSignal): Promise<void>;
  /** Runs a wait during which this sequence of states counts as idle. */
  whileIdle<T>(work: () => Promise<T>): Promise<T>;
  /** Runs work that counts as active. */
  whileActive<T>(work: () => Promise<T>): Promise<T>;
  newToken(): string;
  /** Starts the span of a visit to a state. @param cause the trace header of the execution or of the enclosing state */
  startState(name: string, type: StateType, cause: string): RunningSpan;
}

/** Where in an execution a state runs. */
export interface Scope {
  readonly host: InterpreterHost;
  readonly context: JsonObject;
  readonly signal: AbortSignal;
  readonly chain: EventChain;
  readonly isTopLevel: boolean;
  /** The trace header of the execution, or of the state whose branch this is. */
  readonly trace: string;
  /** Runs the states of a branch or a map item. It is injected because branches contain states and states contain branches. */
  readonly runBranch: (branch: Definition, input: Json, scope: Scope) => Promise<Json>;
}

/** One visit to a state. */
export interface Visit {
  readonly name: string;
  readonly state: State;
  readonly input: Json;
  readonly enteredAtMs: number;
  /** The token of a request sent before the process ended. */
  readonly token: string | undefined;
}

export interface Outcome {
  readonly output: Json;
  /** Undefined after the last state. */
  readonly next: string | undefined;
}

export const toEnteredEventType = (type: StateType): string => `${type}StateEntered`;
export const toExitedEventType = (type: StateType): string => `${type}StateExited`;
