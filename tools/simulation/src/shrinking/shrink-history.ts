import { runHistory, type History, type HistoryOptions } from '../histories/history.ts';
import { minimize } from './minimize.ts';

/** The smallest history that was found for a violation. */
export interface ShrunkHistory {
  readonly history: History;
  /** How many histories were run to find it. */
  readonly runs: number;
}

const MAX_RUNS = 250;

/** Removes customers, other parts and faults from a history, as long as it still violates the same invariant. */
export async function shrinkHistory(failed: History): Promise<ShrunkHistory> {
  const { seed, violations } = failed;
  const invariant = violations[0]?.invariant;
  let [smallest, runs] = [failed, 0];
  const isSufficient = async (options: Omit<HistoryOptions, 'seed'>): Promise<boolean> => {
    if (runs >= MAX_RUNS) return false;
    runs++;
    const history = await runHistory({ seed, ...options });
    const isViolated = history.violations.some((each) => each.invariant === invariant);
    if (isViolated) smallest = history;
    return isViolated;
  };
  const shrinkOnce = async (): Promise<boolean> => {
    const size = sizeOf(smallest);
    const { actors, faults } = smallest;
    await minimize(faults, (part) => isSufficient({ actors, faults: part }));
    const { faults: fewer } = smallest;
    await minimize(actors, (part) => isSufficient({ actors: part, faults: fewer }));
    return sizeOf(smallest) < size;
  };
  // Fewer parts can make further faults superfluous.
  while (await shrinkOnce());
  return { history: smallest, runs };
}

const sizeOf = ({ actors, faults }: History): number => actors.length + faults.length;
