import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { Ledger, LedgerEntry } from '../ledger/ledger.ts';

interface Target {
  readonly name: string;
  readonly stage: string;
}

interface Dependencies {
  readonly ledger: Ledger;
  readonly locked: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  /** @returns whether there is a stack, once it rests */
  readonly isThere: (signal: AbortSignal) => Promise<boolean>;
  /** @throws CommandError when it did not succeed, or the signal stopped it */
  readonly removeStack: (signal: AbortSignal) => Promise<void>;
  /** Clears away what the stage holds of the service outside of its stack. */
  readonly clear: () => Promise<void>;
  readonly now: () => Date;
  readonly print: (line: string) => void;
}

/**
 * Removes a service from a stage, unless another that is deployed there still reads what it publishes.
 *
 * @returns whether there was anything to remove
 * @throws CommandError naming the readers, or when the removal fails; it can be run again then
 */
export async function removeService(target: Target, deps: Dependencies): Promise<'removed' | 'skipped'> {
  const { name, stage } = target;
  const { ledger, locked, isThere, removeStack, clear, print } = deps;
  return locked(async (signal) => {
    refuseWhileRead(target, await ledger.readAll());
    const entry = await ledger.read(name);
    const hasStack = await isThere(signal);
    if (!entry && !hasStack) {
      print(`${name} is not in ${stage}. Skipped.`);
      return 'skipped';
    }
    // A removal that stops half way must not leave a ledger that says all is there.
    if (entry) await ledger.write(name, { ...entry, unfinished: removal(entry, deps) });
    if (hasStack) await removeStack(signal);
    await clear();
    await ledger.remove(name);
    print(`${name} is removed from ${stage}.`);
    return 'removed';
  });
}

function refuseWhileRead({ name, stage }: Target, all: ReadonlyMap<string, LedgerEntry>): void {
  const readers = [...all]
    .map(([reader, { reads }]) => ({ reader, used: reads.filter((read) => read.startsWith(`${name}/`)) }))
    .filter(({ reader, used }) => reader !== name && used.length > 0);
  if (readers.length === 0) return;
  const uses = readers.map(({ reader, used }) => `  ${reader} reads ${used.join(', ')}`).join('\n');
  const names = readers.map(({ reader }) => reader).join(',');
  throw new CommandError(
    `${name} is not removed from ${stage}, because others there still need it:\n${uses}\n` +
      `Remove them first (npx nx remove-stage tradewind --only ${names} --stage ${stage}), ` +
      `or all of them in the right order: npx nx remove-with-readers ${name} --stage ${stage}`,
  );
}

const removal = ({ deployed, unfinished }: LedgerEntry, { now }: Dependencies) => ({
  contentHash: deployed?.contentHash ?? unfinished?.contentHash ?? '',
  readHash: deployed?.readHash ?? unfinished?.readHash ?? '',
  revision: deployed?.revision ?? unfinished?.revision ?? '',
  startedAt: now().toISOString(),
  failure: 'its removal has begun',
});
