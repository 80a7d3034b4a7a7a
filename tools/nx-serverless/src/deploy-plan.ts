import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** @returns whether an nx command runs a deploy target: `deploy orders`, `run orders:deploy`, `affected -t test,deploy` */
export const hasDeployTarget = ([, , ...args]: readonly string[]): boolean =>
  args.some((arg) => arg.split(/[=,:]/).includes('deploy'));

/** The services of a stage that were never deployed, or whose last deployment did not finish. */
export interface PendingServices {
  readonly stage: string;
  readonly services: readonly string[];
}

/**
 * Asks the deploy ledger about all services, with a command of tools/operations: every Nx command loads this plugin, so it
 * does not import the AWS SDK.
 *
 * @param environment  names the folder of the plan, and the stage and region where the command line does
 * @throws Error with what the command printed
 */
export function writeDeployPlan(
  workspaceRoot: string,
  environment: NodeJS.ProcessEnv = process.env,
): PendingServices {
  const command = join(workspaceRoot, 'tools/operations/src/commands/plan-deploy.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command], {
    cwd: workspaceRoot,
    encoding: 'utf8',
    env: environment,
  });
  if (status !== 0) throw new Error(stderr.trim());
  return JSON.parse(stdout) as PendingServices;
}
