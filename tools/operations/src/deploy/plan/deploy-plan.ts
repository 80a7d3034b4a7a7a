import type { Place } from '../../../../workspace/src/cli/arguments.ts';
import type { PlannedSkip } from '../../../../workspace/src/deployments/plan-folder.ts';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import { hashValues, sharedParameter } from '../deployment/read-values.ts';
import type { Ledger, LedgerEntry } from '../ledger/ledger.ts';
import { skippedMessage } from '../ledger/up-to-date.ts';
import { fingerprint } from '../packages/fingerprint.ts';

/** What the ledger says about the services of a stage before a run. */
export interface DeployPlan {
  /** By the name of the service. */
  readonly skips: ReadonlyMap<string, PlannedSkip>;
  /** Services that were never deployed, or whose last deployment did not finish. */
  readonly pending: readonly string[];
}

interface Dependencies {
  readonly ledger: Pick<Ledger, 'readAll'>;
  readonly parameters: Pick<ParameterStore, 'getAll'>;
}

/**
 * Reads the ledger once for all services, and the values that the deployed versions read. A version is planned to be
 * skipped if its deployment finished and the values have not changed since.
 */
export async function planDeployments(
  services: readonly string[],
  place: Place,
  { ledger, parameters }: Dependencies,
): Promise<DeployPlan> {
  const all = await ledger.readAll();
  const entries = services.flatMap((name) => {
    const entry = all.get(name);
    return entry === undefined ? [] : [{ name, entry }];
  });
  const reads = new Set(entries.flatMap(({ entry }) => parametersOf(entry, place)));
  const values = await parameters.getAll([...reads].toSorted());
  const finished = entries.filter(({ entry }) => entry.deployed && entry.unfinished === undefined);
  const skips = finished
    .filter(({ entry }) => hasReadValues(entry, place, values))
    .map(({ name, entry }) => [name, toSkip(name, entry, place)] as const);
  const isFinished = new Set(finished.map(({ name }) => name));
  return { skips: new Map(skips), pending: services.filter((name) => !isFinished.has(name)) };
}

const parametersOf = ({ reads }: LedgerEntry, { stage }: Place): string[] =>
  reads.map((each) => sharedParameter(stage, each));

/** A version that also reads parameters of other systems has another hash, so its deployment itself compares the values. */
function hasReadValues(entry: LedgerEntry, place: Place, values: ReadonlyMap<string, string>): boolean {
  const own = parametersOf(entry, place).filter((name) => values.has(name));
  return entry.deployed?.readHash === hashValues(new Map(own.map((name) => [name, values.get(name)!])));
}

const toSkip = (name: string, entry: LedgerEntry, place: Place): PlannedSkip => ({
  fingerprint: fingerprint(place, { contentHash: entry.deployed!.contentHash, contracts: entry.contracts }),
  message: skippedMessage(name, place.stage, entry),
});
