import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A version that needs no deployment, as long as the package has the same fingerprint. */
export interface PlannedSkip {
  readonly fingerprint: string;
  /** What the deployment prints instead. */
  readonly message: string;
}

/** The environment variable with the folder of the plan of a run. Nx passes it to the tasks. */
export const PLAN_FOLDER = 'TRADEWIND_DEPLOY_PLAN';

/** The ending of the files by which `deploy.sh` records what it skipped. */
const SKIPPED = '.skipped';

/** Writes the plan for `deploy.sh`: a file for each service, with the fingerprint and the message in a line each. */
export function writePlan(folder: string, skips: ReadonlyMap<string, PlannedSkip>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, { fingerprint, message }] of skips)
    writeFileSync(join(folder, name), `${fingerprint}\n${message}\n`);
}

/**
 * Marks in the plan that a service is deployed in this run, so its parameters may change: `deploy.sh` then compares the
 * services that read them with the stage itself.
 */
export function markDeployment(name: string, environment: NodeJS.ProcessEnv = process.env): void {
  const folder = environment[PLAN_FOLDER];
  if (folder !== undefined && existsSync(folder)) writeFileSync(join(folder, `${name}.deployed`), '');
}

/** The folder of the plan of one run of Nx. */
export const planFolder = (workspaceRoot: string, run: string): string =>
  join(workspaceRoot, '.nx/deploy-plans', run);

/** @returns the messages of the services that were skipped in the run, by name; the plan is removed */
export function takeSkipped(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((file) => file.endsWith(SKIPPED));
  const messages = names
    .toSorted()
    .map((file) => readFileSync(join(folder, file.slice(0, -SKIPPED.length)), 'utf8').split('\n')[1]!);
  rmSync(folder, { recursive: true });
  return messages;
}
