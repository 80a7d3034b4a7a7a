import { SendTaskSuccessCommand, TaskDoesNotExist, TaskTimedOut, type SFNClient } from '@aws-sdk/client-sfn';
import { workflowClient } from './clients/workflow-client.ts';

/** The way back to a state machine that waits for a task. */
export interface TaskCallback {
  /** False where nobody waits any more: the task was answered, timed out, or its execution ended. */
  succeed(taskToken: string, output: object): Promise<boolean>;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export const taskCallback = (client: SFNClient = workflowClient()): TaskCallback => ({
  async succeed(taskToken, output) {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
      return true;
    } catch (error) {
      if (error instanceof TaskTimedOut || error instanceof TaskDoesNotExist) return false;
      throw error;
    }
  },
});
