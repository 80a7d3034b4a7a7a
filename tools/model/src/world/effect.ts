import type { Json, JsonObject } from '../../../local-cloud/src/contract/json/json.ts';
import type { Order, World } from './order.ts';

/** What a call did, and what it answers. */
export interface Effect {
  readonly world: World;
  readonly value: Json;
  /** Which of several possible outcomes it was. */
  readonly note?: string;
}

/**
 * The possible effects of a call. None: it cannot happen yet.
 * It reads and writes at once, as a conditional write or a request to the payment provider does.
 */
export type CallModel = (world: World, args: JsonObject) => readonly Effect[];

/** A call with one outcome. */
export const answer = (world: World, value: unknown): readonly Effect[] => [{ world, value: value as Json }];

export const withOrder = (world: World, change: Partial<Order>): World => ({
  ...world,
  order: { ...world.order, ...change },
});
