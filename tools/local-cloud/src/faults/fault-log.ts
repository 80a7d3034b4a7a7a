import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultAction, FaultTarget } from '../contract/faults.ts';

/** One injected fault. */
export interface InjectedFault {
  readonly at: string;
  /** The index of the rule in the plan. */
  readonly rule: number;
  /** Which of the calls or deliveries that the rule selects, from 1. */
  readonly occurrence: number;
  readonly action: FaultAction;
  readonly target: FaultTarget;
  readonly name: string;
  readonly resource?: string;
  readonly principal?: string;
  readonly trace?: string;
}

/** A file in the state folder with one JSON object per injected fault. */
export const faultLogFile = (stateFolder: string): string => join(stateFolder, 'faults.jsonl');

/** Appends to the log of a state folder. */
export const appendFault = (stateFolder: string, fault: InjectedFault): void =>
  appendFileSync(faultLogFile(stateFolder), `${JSON.stringify(fault)}\n`);

/** Reads the log of a state folder, also from another process. @returns no faults if none was injected */
export function readFaultLog(stateFolder: string): readonly InjectedFault[] {
  const file = faultLogFile(stateFolder);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as InjectedFault);
}
