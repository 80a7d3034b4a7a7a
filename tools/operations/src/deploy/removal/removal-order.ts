import { downstreamsOf, wavesOf } from '../order/waves.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';

/**
 * @param services  that shall go
 * @param ledger    of their stage, which knows what they read, also where their sources are gone
 * @returns the services in the order of their removal: each behind those that read what it publishes
 */
export function removalOrder(
  services: readonly string[],
  ledger: ReadonlyMap<string, Pick<LedgerEntry, 'reads'>>,
): string[][] {
  const upstreams = new Map(
    services.map((name) => {
      const owners = (ledger.get(name)?.reads ?? []).map((read) => read.split('/')[0]!);
      return [name, new Set(owners.filter((owner) => owner !== name && services.includes(owner)))] as const;
    }),
  );
  const waves = wavesOf(downstreamsOf(upstreams));
  const placed = new Set(waves.flat());
  // Entries of different times may read each other in a circle; their removal then says who keeps whom.
  const rest = services.filter((name) => !placed.has(name)).toSorted();
  return rest.length > 0 ? [...waves, rest] : waves;
}
