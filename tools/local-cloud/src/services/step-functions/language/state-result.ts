import type { Json, JsonObject } from '../../../contract/json/json.ts';

/** The result of running a state once. */
export interface StateResult {
  readonly result: Json;
  /** The next state that a Choice state selected. */
  readonly next?: string;
  /** The context object for `ResultSelector` and `OutputPath`. */
  readonly context: JsonObject;
}
