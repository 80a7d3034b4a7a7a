import type { AccessControl } from '../../contract/access-control.ts';
import type { EndedExecution } from '../../contract/measurements.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { ContainerTasks } from '../../contract/container-tasks.ts';
import { AwsError, unknownOperation } from '../../contract/aws-error.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { BusyCount } from './executions/busy-count.ts';
import { systemClock } from '../../contract/clock.ts';
import type { Clock } from '../../contract/clock.ts';
import { createExecutions } from './executions/executions.ts';
import { openJournal } from './executions/journal.ts';
import type { Machine } from './executions/machine.ts';
import { createTaskTokens } from './executions/task-tokens.ts';
import { operations } from './operations.ts';
import type { ApiInput } from './operations.ts';
import { stateMachineResource } from './state-machine-resource.ts';
import { apiTasks } from './tasks/api-tasks.ts';
import { containerTasks } from './tasks/container-tasks.ts';
import type { Integrations } from './tasks/integration.ts';
import { lambdaTasks } from './tasks/lambda-tasks.ts';
import { nestedExecutions } from './tasks/nested-executions.ts';
import { createTaskRunner } from './tasks/task-runner.ts';

export interface StepFunctionsNeeds {
  readonly invoker: FunctionInvoker;
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  /** The AWS endpoint, asked when a task calls a service over it. */
  readonly endpointUrl: () => string;
  /** Executions live here, in `step-functions.sqlite`. */
  readonly stateFolder: string;
  readonly log: (line: string) => void;
  /** Runs `ecs:runTask`; without it a definition that uses that is refused. */
  readonly containers?: ContainerTasks;
  readonly clock?: Clock;
  readonly onEnded?: (execution: EndedExecution) => void;
}

/**
 * Step Functions: state machines in the Amazon States Language with JSONPath. Standard executions outlive the
 * process: after a kill each goes on from the state it entered last, so a step may run twice.
 *
 * @throws CorruptState where the executions in the state folder cannot be read
 */
export function createStepFunctionsService(deps: StepFunctionsNeeds): LocalService {
  const { invoker, access, endpointUrl, stateFolder, log, containers } = deps;
  const { clock = systemClock, onEnded = () => {} } = deps;
  const machines = new Map<string, Machine>();
  const journal = openJournal(stateFolder);
  const tokens = createTaskTokens(clock);
  const busyCount = new BusyCount();
  const lambda = lambdaTasks({ invoker, access });
  const integrations: Integrations = {
    ...lambda.integrations,
    ...apiTasks({ endpointUrl, credentialsOf: access.register }),
    ...nestedExecutions({
      access,
      machineOf,
      start: (machine, request) =>
        machine.type === 'EXPRESS'
          ? executions.startExpress(machine, request)
          : executions.start(machine, request),
      stop: (executionArn) => executions.stop(executionArn),
    }),
    ...(containers && containerTasks({ access, containers })),
  };
  const runTask = createTaskRunner({
    invokeFunction: lambda.invoke,
    integrations,
    tokens,
    resting: busyCount.resting,
  });
  const executions = createExecutions({ journal, clock, busyCount, runTask, log, onEnded });
  const api = operations({ machines, machineOf, executions, journal, tokens });

  function machineOf(arn: string | undefined): Machine {
    const machine = machines.get(arn ?? '');
    if (machine === undefined)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  return {
    name: 'step-functions',
    signingNames: ['states'],
    resources: {
      'AWS::StepFunctions::StateMachine': stateMachineResource({
        integrations,
        deployed: (machine) =>
          machines.set(machine.arn, {
            ...machine,
            createdAtMs: machines.get(machine.arn)?.createdAtMs ?? machine.createdAtMs,
          }),
      }),
    },
    async handle({ operation = '', body }) {
      const perform = Object.hasOwn(api, operation) ? api[operation] : undefined;
      if (perform === undefined) throw unknownOperation('Step Functions', operation);
      const answer = await perform(JSON.parse(body.toString() || '{}') as ApiInput);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(answer),
      };
    },
    start: async () => executions.resume(),
    async stop() {
      await executions.suspend();
      journal.close();
    },
    isIdle: async () => busyCount.isZero,
  };
}
