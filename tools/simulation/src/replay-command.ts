import { usageError } from '../../workspace/src/cli/command-error.ts';
import type { Fault, FaultKind } from './engine/faults.ts';
import { faultKinds } from './engine/faults.ts';
import type { History, HistoryOptions } from './histories/history.ts';

/** @returns the command that repeats a history of a seed */
export const replayCommand = ({ seed }: Pick<History, 'seed'>): string =>
  `npm run simulate -- --seed ${seed}`;

/** @returns the command that repeats a shrunk history: only these parts and these faults */
export const shrunkCommand = ({
  seed,
  actors,
  faults,
}: Pick<History, 'seed' | 'actors' | 'faults'>): string =>
  `${replayCommand({ seed })} --actors '${actors.join(',')}' --faults '${formatFaults(faults)}'`;

const formatFaults = (faults: readonly Fault[]): string =>
  faults.map(({ point, kind }) => `${point}=${kind}`).join(';');

/** Parses the options of {@link shrunkCommand}. @throws CommandError for a fault that does not exist */
export function parseSelection(
  actors: string | undefined,
  faults: string | undefined,
): Omit<HistoryOptions, 'seed'> {
  return {
    ...(actors !== undefined && { actors: actors.split(',').filter(Boolean) }),
    ...(faults !== undefined && { faults: faults.split(';').filter(Boolean).map(parseFault) }),
  };
}

function parseFault(text: string): Fault {
  const at = text.lastIndexOf('=');
  const kind = text.slice(at + 1) as FaultKind;
  if (at < 1 || !faultKinds.includes(kind)) throw usageError(`Unknown fault "${text}". Write POINT=KIND.`);
  return { point: text.slice(0, at), kind };
}
