import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateDescribeStacks,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import type { Template } from '../../../workspace/src/templates/template.ts';
import { clientSettings } from './client-settings.ts';

/** The CloudFormation stacks of a region. */
export interface Stacks {
  /** @returns the original template; undefined when the stack does not exist */
  template(stackName: string): Promise<Template | undefined>;
  /**
   * Waits until no operation of the stack is in progress.
   *
   * @returns its status; undefined when the stack does not exist
   * @throws the reason of the signal
   */
  settled(stackName: string, signal: AbortSignal): Promise<string | undefined>;
  resources(stackName: string): Promise<StackResourceSummary[]>;
  /** @returns the services that have a stack in the stage, including those not in this checkout */
  servicesIn(stage: string): Promise<string[]>;
  /**
   * Deletes a stack and waits for it.
   *
   * @throws CommandError with CloudFormation's reasons when the deletion fails, or the reason of the signal
   */
  remove(stackName: string, signal: AbortSignal): Promise<void>;
}

const POLL_SECONDS = 5;

/** The stacks of one region. */
export function cloudFormationStacks(
  region: string,
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>,
  client: CloudFormationClient = new CloudFormationClient(clientSettings(region)),
): Stacks {
  const state = async (StackName: string): Promise<string | undefined> => {
    try {
      const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      return stack?.StackStatus === 'DELETE_COMPLETE' ? undefined : stack?.StackStatus;
    } catch (error) {
      // CloudFormation has no specific error for a missing stack.
      if (/does not exist/.test((error as Error).message)) return undefined;
      throw error;
    }
  };
  const reasons = async (StackName: string): Promise<string> => {
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
    return StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED')
      .map(({ LogicalResourceId, ResourceStatusReason }) => `  ${LogicalResourceId}: ${ResourceStatusReason}`)
      .join('\n');
  };
  return {
    async template(StackName) {
      if ((await state(StackName)) === undefined) return undefined;
      const { TemplateBody } = await client.send(
        new GetTemplateCommand({ StackName, TemplateStage: 'Original' }),
      );
      return JSON.parse(TemplateBody ?? '{}') as Template;
    },
    async settled(stackName, signal) {
      for (;;) {
        const current = await state(stackName);
        if (!current?.endsWith('_IN_PROGRESS')) return current;
        await pause(POLL_SECONDS * 1000, signal);
      }
    },
    async resources(StackName) {
      const found: StackResourceSummary[] = [];
      for await (const { StackResourceSummaries = [] } of paginateListStackResources(
        { client },
        { StackName },
      ))
        found.push(...StackResourceSummaries);
      return found;
    },
    async servicesIn(stage) {
      const found: string[] = [];
      for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
        for (const { StackName = '', Tags = [] } of Stacks) {
          const name = /^tradewind-(.+)$/.exec(StackName)?.[1];
          // The tag that osls sets: the names in stage kim-dev end like those in dev.
          const isOfStage = Tags.some(({ Key, Value }) => Key === 'STAGE' && Value === stage);
          if (name?.endsWith(`-${stage}`) && isOfStage) found.push(name.slice(0, -stage.length - 1));
        }
      return found.toSorted();
    },
    async remove(stackName, signal) {
      signal.throwIfAborted();
      await client.send(new DeleteStackCommand({ StackName: stackName }));
      for (;;) {
        const current = await state(stackName);
        if (current === undefined) return;
        if (current === 'DELETE_FAILED')
          throw new CommandError(
            `${stackName} could not be deleted:\n${await reasons(stackName)}\nFix the cause and run the command again.`,
          );
        await pause(POLL_SECONDS * 1000, signal);
      }
    },
  };
}
