import type { LedgerEntry } from '../deploy/ledger/ledger.ts';
import { stackNameOf } from '../../../workspace/src/services/service-package.ts';

/**
 * Finds stacks that were deleted outside of `nx remove`, so that the ledger still lists their services as deployed.
 *
 * @param stacks  names of all stacks of the stage
 * @returns the services that are deployed according to the ledger but have no stack
 */
export const missingStacks = (
  stage: string,
  ledger: ReadonlyMap<string, LedgerEntry>,
  stacks: readonly string[],
): string[] =>
  [...ledger]
    .filter(([name, { deployed }]) => deployed && !stacks.includes(stackNameOf(name, stage)))
    .map(([name]) => name)
    .toSorted();
