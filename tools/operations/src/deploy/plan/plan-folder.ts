import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeployPlan } from './deploy-plan.ts';

/** The environment variable with the folder of the plan of a run. Nx passes it to the tasks. */
export const PLAN_FOLDER = 'TRADEWIND_DEPLOY_PLAN';

/** Writes the plan for `deploy.sh`: a file for each service, with the fingerprint and the message in a line each. */
export function writePlan(folder: string, { skips }: DeployPlan): void {
  for (const [name, { fingerprint, message }] of skips)
    writeFileSync(join(folder, name), `${fingerprint}\n${message}\n`);
}

/**
 * Marks in the plan that a service is deployed in this run, so its parameters may change: `deploy.sh` then compares the
 * services that read them with the stage itself.
 */
export function markDeployment(name: string, environment: NodeJS.ProcessEnv = process.env): void {
  const folder = environment[PLAN_FOLDER];
  if (folder !== undefined) writeFileSync(join(folder, `${name}.deployed`), '');
}
