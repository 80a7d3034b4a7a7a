import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { workflowClient } from './clients/workflow-client.ts';

/** A state machine that runs at most once for each name. */
export interface Workflow<T> {
  /** Starts the execution of this name, or finds that it was started before. */
  startOnce(name: string, input: T): Promise<void>;
}

/** A Standard state machine: it keeps the names of its executions for 90 days. */
export const workflow = <T>(stateMachineArn: string, client: SFNClient = workflowClient()): Workflow<T> => ({
  async startOnce(name, input) {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  },
});
