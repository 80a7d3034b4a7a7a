import type { Stacks } from '../../aws/stacks.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { runOsls, type OslsRun } from './run-osls.ts';
import { whileThrottled } from './throttled.ts';

/** What the deploy of a stack needs. */
export interface DeployStackDependencies {
  readonly stacks: Pick<Stacks, 'settled'>;
  /** Ends the work, and what it has started. */
  readonly signal: AbortSignal;
  readonly pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly print: (line: string) => void;
  readonly run?: (folder: string, args: readonly string[], signal: AbortSignal) => Promise<OslsRun>;
}

type Place = Pick<ServicePackage, 'name' | 'folder' | 'stage' | 'region' | 'stackName'>;

/**
 * Deploys one stack with osls.
 *
 * @throws CommandError when it fails, and the reason of the signal when it is stopped
 */
export async function deployStack(service: Place, deps: DeployStackDependencies): Promise<void> {
  const { stacks, signal, pause, print, run = runOsls } = deps;
  const { name, folder, stage, region, stackName } = service;
  requireUpdatable(stackName, await stacks.settled(stackName, signal), name, stage);
  // The ledger has decided: osls need not compare again, and must not take an undone deploy for a done one.
  const args = ['deploy', '--stage', stage, '--region', region, '--package', '.serverless', '--force'];
  const { exitCode } = await whileThrottled(() => run(folder, args, signal), { pause, signal, print });
  if (exitCode !== 0)
    throw new CommandError(
      `${name}: the deploy to ${stage} failed. Mend what is said above and run it again; whoever needs ${name} waits.`,
    );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
function requireUpdatable(stackName: string, state: string | undefined, name: string, stage: string): void {
  if (state === 'ROLLBACK_COMPLETE' || state === 'ROLLBACK_FAILED' || state === 'CREATE_FAILED')
    throw new CommandError(
      `${stackName} was never created (${state}), and CloudFormation only lets it be removed: run "npx nx remove ${name} --stage ${stage}", then deploy again.`,
    );
  if (state === 'UPDATE_ROLLBACK_FAILED')
    throw new CommandError(
      `${stackName} could not go back after a failed update: mend the resource that its events name, then run ` +
        `"aws cloudformation continue-update-rollback --stack-name ${stackName}" and deploy again.`,
    );
  if (state === 'DELETE_FAILED')
    throw new CommandError(
      `${stackName} is half removed: run "npx nx remove ${name} --stage ${stage}" again first.`,
    );
}
