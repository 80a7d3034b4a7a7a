import { isAwsError, type StepFunctionsClient } from '#libs/aws';
import { workflowClient } from './clients/workflow-client.ts';

/** A state machine that runs at most once per execution name. */
export interface Workflow<T> {
  /** Starts an execution with this name, unless it was started before. */
  startOnce(name: string, input: T): Promise<void>;
}

/** Creates a {@link Workflow} on a Standard state machine, which remembers execution names for 90 days. */
export const workflow = <T>(
  stateMachineArn: string,
  client: StepFunctionsClient = workflowClient(),
): Workflow<T> => ({
  async startOnce(name, input) {
    try {
      await client.startExecution({ stateMachineArn, name, input: JSON.stringify(input) });
    } catch (error) {
      if (!isAwsError(error, 'ExecutionAlreadyExists')) throw error;
    }
  },
});
