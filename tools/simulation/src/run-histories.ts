import { runHistory, type History } from './histories/history.ts';
import { addHistory, emptySummary, type Summary } from './report/summary.ts';

interface Options {
  readonly firstSeed: number;
  readonly histories: number;
  /** Called after each history. */
  readonly onHistory?: (history: History) => void;
  /** Ends the run early. */
  readonly isEnough?: (summary: Summary) => boolean;
}

/** Runs histories one after the other, each with the next seed. */
export async function runHistories({ firstSeed, histories, onHistory, isEnough }: Options): Promise<Summary> {
  const summary = emptySummary();
  for (let seed = firstSeed; seed < firstSeed + histories; seed++) {
    const history = await runHistory({ seed });
    addHistory(summary, history);
    onHistory?.(history);
    if (isEnough?.(summary)) break;
  }
  return summary;
}
