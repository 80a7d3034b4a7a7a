import { isAwsError, type StepFunctionsClient } from '#libs/aws';
import { workflowClient } from './clients/workflow-client.ts';

/** Returns results to state machines that wait for a task token. */
export interface TaskCallback {
  /** @returns false when the task no longer waits: it has a result, timed out, or its execution ended */
  succeed(taskToken: string, output: object): Promise<boolean>;
}

/** Creates a {@link TaskCallback} on Step Functions. https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export const taskCallback = (client: StepFunctionsClient = workflowClient()): TaskCallback => ({
  async succeed(taskToken, output) {
    try {
      await client.sendTaskSuccess({ taskToken, output: JSON.stringify(output) });
      return true;
    } catch (error) {
      if (isAwsError(error, 'TaskTimedOut', 'TaskDoesNotExist')) return false;
      throw error;
    }
  },
});
