import type { AccessControl } from '../../contract/access-control.ts';
import type { EndedExecution } from '../../contract/measurements.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { EcsTasks } from '../../contract/ecs-tasks.ts';
import { AwsError, unknownOperation } from '../../contract/aws-error.ts';
import { noFaults, type Faults } from '../../contract/faults.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { ActivityCounter } from './executions/activity-counter.ts';
import { systemClock } from '../../contract/clock.ts';
import type { Clock } from '../../contract/clock.ts';
import { createExecutionRunner } from './executions/execution-runner.ts';
import { sqliteExecutionRepository } from './executions/execution-repository.ts';
import type { StateMachine } from './executions/state-machine.ts';
import { createTaskTokens } from './executions/task-tokens.ts';
import { operations } from './operations.ts';
import type { ApiInput } from './operations.ts';
import { stateMachineResource } from './state-machine-resource.ts';
import { awsApiIntegrations } from './tasks/aws-api-integrations.ts';
import { ecsIntegration } from './tasks/ecs-integration.ts';
import type { Integrations } from './tasks/integration.ts';
import { lambdaIntegration } from './tasks/lambda-integration.ts';
import { stepFunctionsIntegration } from './tasks/step-functions-integration.ts';
import { createTaskRunner } from './tasks/task-runner.ts';

export interface StepFunctionsDependencies {
  readonly invoker: FunctionInvoker;
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  /** The URL of the AWS endpoint that tasks call; known once the endpoint listens. */
  readonly endpointUrl: () => string;
  /** Executions are stored here, in `step-functions.sqlite`. */
  readonly stateFolder: string;
  readonly recorder?: Recorder;
  /** Acts on tasks. Default: none. */
  readonly faults?: Pick<Faults, 'choose'>;
  readonly log: (line: string) => void;
  /** Runs `ecs:runTask`; without it, definitions that use `ecs:runTask` are rejected. */
  readonly containers?: EcsTasks;
  readonly clock?: Clock;
  /** False to ignore the time limits of definitions, for a debugger. */
  readonly hasTimeLimits?: boolean;
  readonly onEnded?: (execution: EndedExecution) => void;
}

/**
 * Step Functions: state machines in the Amazon States Language with JSONPath. Standard executions survive a
 * restart: each resumes at the state it entered last, so a task may run twice.
 *
 * @throws CorruptState when the executions in the state folder cannot be read
 */
export function createStepFunctionsService(deps: StepFunctionsDependencies): LocalService {
  const { invoker, access, endpointUrl, stateFolder, log, containers } = deps;
  const {
    clock = systemClock,
    hasTimeLimits = true,
    recorder = noRecorder,
    faults = noFaults,
    onEnded = () => {},
  } = deps;
  const stateMachines = new Map<string, StateMachine>();
  const executions = sqliteExecutionRepository(stateFolder);
  const tokens = createTaskTokens(clock);
  const activity = new ActivityCounter();
  const lambda = lambdaIntegration({ invoker, access });
  const integrations: Integrations = {
    ...lambda.integrations,
    ...awsApiIntegrations({ endpointUrl, getCredentials: access.register }),
    ...stepFunctionsIntegration({
      access,
      getStateMachine,
      start: (stateMachine, request) =>
        stateMachine.type === 'EXPRESS'
          ? runner.startExpress(stateMachine, request)
          : runner.start(stateMachine, request),
      stop: (executionArn) => runner.stop(executionArn),
    }),
    ...(containers && ecsIntegration({ access, containers })),
  };
  const runTask = createTaskRunner({
    invokeFunction: lambda.invoke,
    integrations,
    tokens,
    faults,
    whileIdle: activity.whileIdle,
  });
  const runner = createExecutionRunner({ executions, clock, activity, runTask, recorder, log, onEnded });
  const api = operations({ stateMachines, getStateMachine, runner, executions, tokens });

  function getStateMachine(arn: string | undefined): StateMachine {
    const stateMachine = stateMachines.get(arn ?? '');
    if (stateMachine === undefined)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return stateMachine;
  }

  return {
    name: 'step-functions',
    signingNames: ['states'],
    resources: {
      'AWS::StepFunctions::StateMachine': stateMachineResource({
        executions,
        integrations,
        hasTimeLimits,
        deployed: (stateMachine) =>
          stateMachines.set(stateMachine.arn, {
            ...stateMachine,
            createdAtMs: stateMachines.get(stateMachine.arn)?.createdAtMs ?? stateMachine.createdAtMs,
          }),
      }),
    },
    async handle({ operation = '', body, trace }) {
      const perform = Object.hasOwn(api, operation) ? api[operation] : undefined;
      if (perform === undefined) throw unknownOperation('Step Functions', operation);
      const output = await perform(JSON.parse(body.toString() || '{}') as ApiInput, trace);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(output),
      };
    },
    start: async () => runner.resume(),
    async stop() {
      await runner.suspend();
      executions.close();
    },
    isIdle: async () => activity.isIdle,
  };
}
