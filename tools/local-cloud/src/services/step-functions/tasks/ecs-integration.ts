import type { AccessControl } from '../../../contract/access-control.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { EcsTasks, EcsTask } from '../../../contract/ecs-tasks.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { toStatesError, requiredParameter } from './integration.ts';
import type { Caller, Integrations } from './integration.ts';
import { toCamelCase, toPascalCase } from '../../../contract/api-calls/wire-case.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'check'>;
  readonly containers: EcsTasks;
}

/** `ecs:runTask`: runs an ECS task; `.sync` waits until it has stopped. */
export function ecsIntegration({ access, containers }: Dependencies): Integrations {
  return {
    'ecs:runTask': {
      patterns: ['request', 'sync', 'waitForTaskToken'],
      async call({ input, pattern, caller, signal }) {
        const started = await run(input, caller);
        if (pattern !== 'sync') return toPascalCase({ tasks: started as unknown as Json, failures: [] });
        const [task] = started;
        if (task === undefined) throw new StatesError('ECS.Unknown', 'No task was started');
        signal.addEventListener(
          'abort',
          () => void containers.stop(task.taskArn, 'The execution has ended').catch(() => {}),
          { once: true },
        );
        return toTaskResult(await containers.waitUntilStopped(task.taskArn));
      },
    },
  };

  async function run(input: JsonObject, { principal, trace }: Caller): Promise<EcsTask[]> {
    try {
      const taskDefinitionArn = containers.getDefinitionArn(
        String(requiredParameter(input, 'TaskDefinition')),
      );
      const cluster = String(input['Cluster'] ?? 'default');
      const clusterArn = cluster.startsWith('arn:') ? cluster : arn('ecs', `cluster/${cluster}`);
      access.check(principal, 'ecs:RunTask', taskDefinitionArn, { 'ecs:cluster': clusterArn });
      return await containers.run(toCamelCase(input) as JsonObject, principal, trace);
    } catch (error) {
      throw toStatesError('ECS', error);
    }
  }
}

/** @throws StatesError States.TaskFailed, with the task as its cause, when a container exited with a code other than 0 */
function toTaskResult(task: EcsTask): Json {
  const described = toPascalCase(task as unknown as Json);
  if (task.containers.every(({ exitCode }) => exitCode === 0)) return described;
  throw new StatesError('States.TaskFailed', JSON.stringify(described));
}
