import type { History } from './histories/history.ts';
import { replayCommand, shrunkCommand } from './replay-command.ts';
import { shrinkHistory } from './shrinking/shrink-history.ts';

const MAX_VIOLATIONS = 5;

/** Prints what a history violates, the command that repeats it, and the smallest history that was found for it. */
export async function printFailure(failed: History): Promise<void> {
  console.log(`\nseed ${failed.seed} violates:`);
  for (const { invariant, message } of failed.violations.slice(0, MAX_VIOLATIONS))
    console.log(`  ${invariant}: ${message}`);
  console.log(`Repeat it: ${replayCommand(failed)}`);
  const { history, runs } = await shrinkHistory(failed);
  console.log(
    `Shrunk in ${runs} runs from ${failed.actors.length} parts, ${failed.faults.length} faults and ${failed.steps} steps to ${history.actors.length}, ${history.faults.length} and ${history.steps}:`,
  );
  console.log(`  parts: ${history.actors.join(', ') || 'none'}`);
  for (const { point, kind } of history.faults) console.log(`  fault: ${kind} at ${point}`);
  console.log(`Repeat it: ${shrunkCommand(history)}`);
}
