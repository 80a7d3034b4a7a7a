import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { LedgerEntry } from '../ledger/ledger.ts';
import { removalOrder } from './removal-order.ts';

interface Dependencies {
  readonly ledger: { readAll(): Promise<ReadonlyMap<string, LedgerEntry>> };
  /** @returns names of the services that have a stack in the stage */
  readonly withStack: () => Promise<readonly string[]>;
  /** @throws Error when the service is still there */
  readonly remove: (service: string) => Promise<unknown>;
  /** Clears away what the stage holds of no service; called when all services are gone. */
  readonly clear: () => Promise<void>;
  readonly print: (line: string) => void;
}

/** The default parallelism of Nx. */
const AT_ONCE = 3;

/**
 * Removes what a stage has, by its ledger and its stacks: also services that this checkout does not know, because they
 * were renamed or deleted after they had been deployed.
 *
 * @param only  names of services, where not all shall go
 * @throws CommandError naming those that are still there, or that there are not
 */
export async function removeServices(
  { stage, only }: { readonly stage: string; readonly only?: readonly string[] | undefined },
  { ledger, withStack, remove, clear, print }: Dependencies,
): Promise<void> {
  const entries = await ledger.readAll();
  const there = [...new Set([...entries.keys(), ...(await withStack())])].toSorted();
  const unknown = (only ?? []).filter((name) => !there.includes(name));
  if (unknown.length > 0)
    throw new CommandError(`${stage} has no ${unknown.join(', ')}. It has ${there.join(', ') || 'nothing'}.`);
  const failures: string[] = [];
  for (const wave of removalOrder(only ?? there, entries))
    for (let first = 0; first < wave.length; first += AT_ONCE) {
      const some = wave.slice(first, first + AT_ONCE);
      const results = await Promise.allSettled(some.map(remove));
      for (const result of results)
        if (result.status === 'rejected') failures.push((result.reason as Error).message);
    }
  if (failures.length > 0) throw new CommandError(failures.join('\n'));
  if (only) return;
  await clear();
  print(there.length > 0 ? `${stage} is empty: ${there.length} services are gone.` : `${stage} is empty.`);
}
