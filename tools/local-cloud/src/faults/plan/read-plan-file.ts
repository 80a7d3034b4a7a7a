import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { UsageError } from '../../contract/debugging.ts';
import { parsePlan } from './parse-plan.ts';
import type { FaultPlan } from './plan.ts';

/**
 * Reads a fault plan from a JSON or YAML file.
 * @throws UsageError that says how to fix the file
 */
export async function readPlanFile(file: string): Promise<FaultPlan> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `Cannot read the fault plan ${file} (${error.code}). Check the path after --faults.`,
    );
  });
  return parsePlan(parseText(text, file), file);
}

/** YAML includes JSON. */
function parseText(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [reason = ''] = (error as Error).message.split('\n');
    throw new UsageError(`Invalid fault plan in ${file}: it is neither JSON nor YAML. ${reason}`);
  }
}
