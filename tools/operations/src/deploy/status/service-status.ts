import { formatTable } from '../../../../workspace/src/cli/table.ts';
import type { DeclaredContracts } from '../contracts/declared-contracts.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { isDeployed, isKnownBy } from '../ledger/up-to-date.ts';
import { contentHash } from '../packages/content-hash.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';

/** The status of a service in `nx deploy-status`. */
export interface ServiceStatus {
  readonly service: string;
  /** Compares the package with the deployed version. */
  readonly state: 'up to date' | 'behind' | 'not deployed' | 'unfinished' | 'not in this checkout';
  readonly hash?: string;
  readonly revision?: string;
  readonly deployedAt?: string;
  readonly deployedBy?: string;
  /** Why the deployment did not finish, if known. */
  readonly failure?: string;
}

/** @returns whether a deployment would be skipped */
export const isUpToDate = ({ state }: ServiceStatus): boolean => state === 'up to date';

/** What a deploy compares with the ledger. */
interface Packaged {
  readonly service: Pick<ServicePackage, 'name' | 'template' | 'artifacts'>;
  readonly contracts: DeclaredContracts;
  /** The digest of the values it reads in the stage; undefined when one is missing, so that a deployment would fail. */
  readonly readHash: string | undefined;
}

/** @returns the state of each service that is here or in the ledger, by name: up to date is what a deploy would skip */
export function serviceStatuses(
  packages: readonly Packaged[],
  ledger: ReadonlyMap<string, LedgerEntry>,
): ServiceStatus[] {
  const here = packages.map((each) => statusOf(each.service.name, ledger.get(each.service.name), each));
  const elsewhere = [...ledger]
    .filter(([name]) => !packages.some(({ service }) => service.name === name))
    .map(([name, entry]) => statusOf(name, entry, undefined));
  return [...here, ...elsewhere].toSorted((a, b) => a.service.localeCompare(b.service));
}

function statusOf(
  service: string,
  entry: LedgerEntry | undefined,
  packaged: Packaged | undefined,
): ServiceStatus {
  if (!entry) return { service, state: 'not deployed' };
  const { deployed, unfinished } = entry;
  return {
    service,
    state: stateOf(entry, packaged),
    ...(deployed && {
      hash: deployed.contentHash,
      revision: deployed.revision,
      deployedAt: deployed.deployedAt,
      deployedBy: deployed.deployedBy,
    }),
    ...(unfinished && {
      failure: unfinished.failure ?? `interrupted, or in progress since ${unfinished.startedAt}`,
    }),
  };
}

function stateOf(entry: LedgerEntry, packaged: Packaged | undefined): ServiceStatus['state'] {
  if (entry.unfinished) return 'unfinished';
  if (packaged === undefined) return 'not in this checkout';
  const { service, contracts, readHash } = packaged;
  const isSame = readHash !== undefined && isDeployed(entry, { contentHash: contentHash(service), readHash });
  return isSame && isKnownBy(entry, contracts) ? 'up to date' : 'behind';
}

/** @returns a table for the terminal */
export function formatStatuses(statuses: readonly ServiceStatus[]): string {
  const rows = statuses.map(
    ({ service, state, hash = '', revision = '', deployedAt = '', deployedBy = '', failure }) => [
      service,
      state,
      hash.slice(0, 12),
      revision,
      deployedAt.slice(0, 19),
      failure ?? deployedBy,
    ],
  );
  const head = ['service', 'state', 'hash', 'revision', 'deployed (UTC)', 'by, or failure'];
  return formatTable([head, ...rows]).join('\n');
}
