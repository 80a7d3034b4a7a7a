import { isAwsError, type StepFunctionsClient } from '#libs/aws';
import { workflowClient } from './clients/workflow-client.ts';

/** Returns results to state machines that wait for a task token. */
export interface TaskCallback {
  /** @returns false when the task no longer waits: it has a result, timed out, or its execution ended */
  succeed(taskToken: string, output: object): Promise<boolean>;
  /** Fails the task with the name and message of an error, as Lambda reports them. @returns as `succeed` */
  fail(taskToken: string, error: Error): Promise<boolean>;
}

/** Creates a {@link TaskCallback} on Step Functions. https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export const taskCallback = (client: StepFunctionsClient = workflowClient()): TaskCallback => ({
  succeed: (taskToken, output) =>
    isAwaited(client.sendTaskSuccess({ taskToken, output: JSON.stringify(output) })),

  fail(taskToken, { name, message }) {
    const cause = JSON.stringify({ errorType: name, errorMessage: message });
    return isAwaited(client.sendTaskFailure({ taskToken, error: name, cause }));
  },
});

async function isAwaited(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (isAwsError(error, 'TaskTimedOut', 'TaskDoesNotExist')) return false;
    throw error;
  }
}
