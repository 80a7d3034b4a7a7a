import type { Json, JsonObject } from '../../../contract/json/json.ts';

export interface ActionResult {
  readonly result: Json;
  /** Only a Choice state decides where to go. */
  readonly next?: string;
  /** The context that later templates of the state see. */
  readonly context: JsonObject;
}
