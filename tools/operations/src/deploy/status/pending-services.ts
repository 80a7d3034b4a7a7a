import type { LedgerEntry } from '../ledger/ledger.ts';

/** @returns the services that were never deployed, and those whose last deployment did not finish */
export const pendingServices = (
  services: readonly string[],
  ledger: ReadonlyMap<string, LedgerEntry>,
): string[] =>
  services.filter((name) => !ledger.get(name)?.deployed || ledger.get(name)?.unfinished !== undefined);
