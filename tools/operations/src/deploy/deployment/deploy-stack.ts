import type { Stacks } from '../../aws/stacks.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { runOsls, type OslsRun } from './run-osls.ts';
import { whileThrottled } from './throttled.ts';

/** The dependencies of a stack deployment. */
export interface DeployStackDependencies {
  readonly stacks: Pick<Stacks, 'settled'>;
  /** Stops the deployment and its child processes. */
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
  // --force: the ledger has decided, so osls does not compare hashes itself.
  const args = ['deploy', '--stage', stage, '--region', region, '--package', '.serverless', '--force'];
  const { exitCode } = await whileThrottled(() => run(folder, args, signal), { pause, signal, print });
  if (exitCode !== 0)
    throw new CommandError(
      `${name}: the deployment to ${stage} failed. Fix the error above and deploy again. Services that depend on ${name} are not deployed.`,
    );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html */
function requireUpdatable(stackName: string, state: string | undefined, name: string, stage: string): void {
  if (state === 'ROLLBACK_COMPLETE' || state === 'ROLLBACK_FAILED' || state === 'CREATE_FAILED')
    throw new CommandError(
      `${stackName} was never created (${state}), so CloudFormation can only delete it. Run "npx nx remove ${name} --stage ${stage}", then deploy again.`,
    );
  if (state === 'UPDATE_ROLLBACK_FAILED')
    throw new CommandError(
      `${stackName} could not be rolled back after a failed update. Fix the resource named in its events, then run ` +
        `"aws cloudformation continue-update-rollback --stack-name ${stackName}" and deploy again.`,
    );
  if (state === 'DELETE_FAILED')
    throw new CommandError(
      `${stackName} is partly deleted. Run "npx nx remove ${name} --stage ${stage}" again first.`,
    );
}
