import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { Stacks } from '../../aws/stacks.ts';
import { stackNameOf } from '../../../../workspace/src/services/service-package.ts';
import { findDeadLetterQueues, type DeadLetterQueue } from './dead-letter-queues.ts';

/** A service's queues in one stage. */
export interface DeployedService {
  readonly deadLetterQueues: readonly DeadLetterQueue[];
  /** A queue's URL, a function's name. */
  physicalId(logicalId: string): string;
  /** A function's name in serverless.yml. */
  functionKey(logicalId: string): string;
  /** @returns the logical id of a function that has this name */
  functionNamed(physicalName: string): string | undefined;
}

/** @throws CommandError when the service is not deployed to that stage */
export async function deployedService(
  service: string,
  stage: string,
  stacks: Pick<Stacks, 'template' | 'resources'>,
): Promise<DeployedService> {
  const stackName = stackNameOf(service, stage);
  const template = await stacks.template(stackName);
  if (template === undefined)
    throw new CommandError(
      `${service} is not deployed to ${stage}. Pass another --stage; "local" is the running "npm start".`,
    );
  const resources = await stacks.resources(stackName);
  const physical = new Map(resources.map((each) => [each.LogicalResourceId, each.PhysicalResourceId]));
  const physicalId = (logicalId: string): string => {
    const id = physical.get(logicalId);
    if (id !== undefined) return id;
    throw new CommandError(`${stackName} has no ${logicalId}. Deploy ${service} to ${stage} first.`);
  };
  return {
    deadLetterQueues: findDeadLetterQueues(template),
    physicalId,
    functionKey: (logicalId) => physicalId(logicalId).replace(`${stackName}-`, ''),
    functionNamed: (physicalName) =>
      resources.find(
        ({ ResourceType, PhysicalResourceId }) =>
          ResourceType === 'AWS::Lambda::Function' && PhysicalResourceId === physicalName,
      )?.LogicalResourceId,
  };
}
