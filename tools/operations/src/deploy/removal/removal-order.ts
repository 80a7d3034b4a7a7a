import { downstreamsOf, wavesOf } from '../order/waves.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';

/**
 * @param services  the services to remove
 * @param ledger    of their stage, which has their reads even without their sources
 * @returns the services in order of removal: each after the services that read its parameters
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
  // Entries of different times may form a cycle. Their removal then reports which service blocks which.
  const rest = services.filter((name) => !placed.has(name)).toSorted();
  return rest.length > 0 ? [...waves, rest] : waves;
}
