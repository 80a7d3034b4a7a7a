import type { Definition, State, StateType } from './definition.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';

/** What one attempt at a Task state asks for. */
export interface TaskCall {
  readonly stateName: string;
  readonly resource: string;
  readonly input: Json;
  /** Seconds that may pass between two signs of life of a task that is called back. */
  readonly heartbeatSeconds: number | undefined;
  /** For `.waitForTaskToken`: the token that `$$.Task.Token` gave. */
  readonly token: string;
  /** True where the request was made before the process ended: only the answer is still to come. */
  readonly alreadyRequested: boolean;
  /** Aborts when the attempt has timed out or the execution has ended. */
  readonly signal: AbortSignal;
  /** Told once the request is made where the answer comes later. */
  submitted(output: Json): void;
}

/** One line of states in the history: each event names the one before it on the same line. */
export interface Track {
  previousEventId: number;
}

/** Entering a state of the top level: enough to enter it again after the process ended. */
export interface StateEntry {
  readonly stateName: string;
  readonly input: Json;
  readonly enteredAtMs: number;
  /** Of a task that waits to be called back, once its request was made. */
  readonly token?: string;
}

/** All that a run touches outside of the definition and its data. */
export interface World {
  record(track: Track, type: string, details?: JsonObject): void;
  /** Told before the first thing happens in a state of the top level. */
  entered(entry: StateEntry): void;
  runTask(call: TaskCall): Promise<Json>;
  nowMs(): number;
  random(): number;
  /** Rejects with the signal's reason when it aborts. */
  sleepUntil(timeMs: number, signal: AbortSignal): Promise<void>;
  /** Runs work while this line of states is not counted as busy. */
  resting<T>(work: () => Promise<T>): Promise<T>;
  /** Runs work that is counted as busy on its own. */
  busy<T>(work: () => Promise<T>): Promise<T>;
  newToken(): string;
}

/** Where in an execution something runs. */
export interface Scope {
  readonly world: World;
  readonly context: JsonObject;
  readonly signal: AbortSignal;
  readonly track: Track;
  readonly topLevel: boolean;
  /** Runs a branch or an item's states: handed in, since those may hold branches again. */
  readonly runBranch: (branch: Definition, input: Json, scope: Scope) => Promise<Json>;
}

/** One visit to a state. */
export interface Visit {
  readonly name: string;
  readonly state: State;
  readonly input: Json;
  readonly enteredAtMs: number;
  /** The token of a request made before the process ended. */
  readonly token: string | undefined;
}

export interface Outcome {
  readonly output: Json;
  /** Undefined at the end of the line. */
  readonly next: string | undefined;
}

export const enteredEvent = (type: StateType): string => `${type}StateEntered`;
export const exitedEvent = (type: StateType): string => `${type}StateExited`;
