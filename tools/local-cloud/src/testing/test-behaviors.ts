import { noBehaviors, type Behaviors } from '../contract/faults.ts';

/** What integration tests run with, unless a test asks for other behaviors with `useFaults`. */
export const testBehaviors: Behaviors = noBehaviors;
