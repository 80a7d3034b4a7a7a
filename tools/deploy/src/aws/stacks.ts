import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import type { Template } from '../packages/template.ts';
import { clientSettings } from './client-settings.ts';

/** What the tools ask CloudFormation. */
export interface Stacks {
  /** @returns the stack's template as it was sent, or nothing when there is no stack */
  template(stackName: string): Promise<Template | undefined>;
  /**
   * Waits while the stack is moving.
   *
   * @returns its state, or nothing when there is no stack
   * @throws the reason of the signal where that is aborted while the stack still moves
   */
  settled(stackName: string, signal: AbortSignal): Promise<string | undefined>;
  resources(stackName: string): Promise<StackResourceSummary[]>;
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
      // CloudFormation has no error of its own for it.
      if (/does not exist/.test((error as Error).message)) return undefined;
      throw error;
    }
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
  };
}
