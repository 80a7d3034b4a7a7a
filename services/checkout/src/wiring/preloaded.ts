import { duringInitialization } from '#libs/config';

let previous: Promise<unknown> | undefined;

/**
 * Reads pricing rules while the function initializes, so that its first request finds them. They are read one after the
 * other, on one connection: each further one costs 3 ms of CPU.
 */
export function preloaded<Rules extends { findAll(): Promise<unknown> }>(rules: Rules): Rules {
  duringInitialization(() => (previous = previous ? previous.then(() => rules.findAll()) : rules.findAll()));
  return rules;
}
