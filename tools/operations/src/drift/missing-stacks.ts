import type { LedgerEntry } from '../deploy/ledger/ledger.ts';
import { stackNameOf } from '../../../workspace/src/services/service-package.ts';

/**
 * A stack that somebody deleted is in no list of stacks, and the ledger still takes its service for deployed.
 *
 * @param stacks  names of all stacks of the stage
 * @returns the names of services that are deployed by the ledger, and have no stack
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
