import type { AccessControl } from '../../../contract/access-control.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { ContainerTasks, EcsTask } from '../../../contract/container-tasks.ts';
import type { Json, JsonObject } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { failureOf, parameter } from './integration.ts';
import type { Integrations } from './integration.ts';
import { lowerCased, upperCased } from '../../../contract/api-calls/wire-case.ts';

interface Dependencies {
  readonly access: Pick<AccessControl, 'check'>;
  readonly containers: ContainerTasks;
}

/** `ecs:runTask`: a container task as a step; `.sync` waits until it has stopped. */
export function containerTasks({ access, containers }: Dependencies): Integrations {
  return {
    'ecs:runTask': {
      patterns: ['request', 'sync', 'waitForTaskToken'],
      async call({ input, pattern, caller, signal }) {
        const started = await run(input, caller.principal);
        if (pattern !== 'sync') return upperCased({ tasks: started as unknown as Json, failures: [] });
        const [task] = started;
        if (task === undefined) throw new StatesError('ECS.Unknown', 'No task was started');
        signal.addEventListener(
          'abort',
          () => void containers.stop(task.taskArn, 'The execution has ended').catch(() => {}),
          { once: true },
        );
        return resultOf(await containers.whenStopped(task.taskArn));
      },
    },
  };

  async function run(
    input: JsonObject,
    principal: Parameters<AccessControl['check']>[0],
  ): Promise<EcsTask[]> {
    try {
      const taskDefinitionArn = containers.definitionArn(String(parameter(input, 'TaskDefinition')));
      const cluster = String(input['Cluster'] ?? 'default');
      const clusterArn = cluster.startsWith('arn:') ? cluster : arn('ecs', `cluster/${cluster}`);
      access.check(principal, 'ecs:RunTask', taskDefinitionArn, { 'ecs:cluster': clusterArn });
      return await containers.run(lowerCased(input) as JsonObject, principal);
    } catch (error) {
      throw failureOf('ECS', error);
    }
  }
}

/** @throws StatesError States.TaskFailed with the task as its cause, where a container did not end with 0 */
function resultOf(task: EcsTask): Json {
  const described = upperCased(task as unknown as Json);
  if (task.containers.every(({ exitCode }) => exitCode === 0)) return described;
  throw new StatesError('States.TaskFailed', JSON.stringify(described));
}
