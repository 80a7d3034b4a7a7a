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

/** @returns what a deployment prints that the ledger makes unnecessary */
export const skippedMessage = (name: string, stage: string, { deployed }: LedgerEntry): string =>
  `${name} is already in ${stage}: ${deployed?.contentHash.slice(0, 12)}, revision ${deployed?.revision}, ` +
  `since ${deployed?.deployedAt}. Skipped.`;

/** @returns whether the ledger has these contracts */
export const isKnownBy = (entry: LedgerEntry, contracts: DeclaredContracts): boolean =>
  canonical(entry.contracts) === canonical(contracts);
