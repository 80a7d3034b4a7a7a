import type { DeclaredContracts } from '../contracts/declared-contracts.ts';
import { canonical } from '../packages/content-hash.ts';
import type { LedgerEntry, Version } from './ledger.ts';

/** @returns whether the stage runs this version and no deployment is unfinished */
export const isDeployed = (
  entry: LedgerEntry | undefined,
  { contentHash, readHash }: Pick<Version, 'contentHash' | 'readHash'>,
): boolean =>
  entry?.deployed !== undefined &&
  entry.unfinished === undefined &&
  entry.deployed.contentHash === contentHash &&
  entry.deployed.readHash === readHash;

/** @returns whether the ledger has these contracts */
export const isKnownBy = (entry: LedgerEntry, contracts: DeclaredContracts): boolean =>
  canonical(entry.contracts) === canonical(contracts);
