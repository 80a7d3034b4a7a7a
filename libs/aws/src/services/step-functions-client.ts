import type {
  SendTaskFailureCommandInput,
  SendTaskHeartbeatCommandInput,
  SendTaskSuccessCommandInput,
  StartExecutionCommandInput,
  StopExecutionCommandInput,
} from '@aws-sdk/client-sfn';
import type { ClientConfig, ClientDependencies } from '../aws-client.ts';
import { jsonRpc } from '../protocols/json-rpc.ts';

/** Starts and stops executions of Step Functions, and reports on tasks with a token. */
export interface StepFunctionsClient {
  startExecution(input: StartExecutionCommandInput): Promise<{ readonly executionArn?: string }>;
  stopExecution(input: StopExecutionCommandInput): Promise<object>;
  sendTaskSuccess(input: SendTaskSuccessCommandInput): Promise<object>;
  sendTaskFailure(input: SendTaskFailureCommandInput): Promise<object>;
  sendTaskHeartbeat(input: SendTaskHeartbeatCommandInput): Promise<object>;
}

/** Creates a {@link StepFunctionsClient}. */
export function stepFunctionsClient(
  config?: ClientConfig,
  dependencies?: Partial<ClientDependencies>,
): StepFunctionsClient {
  const { call } = jsonRpc(service, config, dependencies);
  return {
    startExecution: (input) => call('StartExecution', input),
    stopExecution: (input) => call('StopExecution', input),
    sendTaskSuccess: (input) => call('SendTaskSuccess', input),
    sendTaskFailure: (input) => call('SendTaskFailure', input),
    sendTaskHeartbeat: (input) => call('SendTaskHeartbeat', input),
  };
}

const service = {
  hostPrefix: 'states',
  environmentName: 'SFN',
  signingName: 'states',
  targetPrefix: 'AWSStepFunctions',
  version: '1.0',
} as const;
