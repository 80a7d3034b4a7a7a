import type { World } from '../world/order.ts';

/** A step of one order. */
export interface Step {
  readonly label: string;
  readonly world: World;
  readonly isOptional?: boolean;
  /** The invocation that makes the step, by its position. */
  readonly invocation?: number;
}
