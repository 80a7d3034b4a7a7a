import type { LedgerEntry } from '../ledger/ledger.ts';
import type { DeclaredContracts } from './declared-contracts.ts';

export function contractBreaches(
  _service: { readonly name: string; readonly stage: string },
  _own: DeclaredContracts,
  _ledger: ReadonlyMap<string, LedgerEntry>,
): string[] {
  return [];
}
