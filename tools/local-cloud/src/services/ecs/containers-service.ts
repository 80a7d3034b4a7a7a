import type { AccessControl } from '../../contract/access-control.ts';
import type { LocalService, ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import { ignored, recordedResource } from '../../contract/recorded-resource.ts';
import type { ContainerTasks } from '../../contract/container-tasks.ts';
import { ecsOperations } from './ecs-operations.ts';
import { networkTypes } from './network-types.ts';
import { createRunningTasks } from './running-tasks.ts';
import type { RunningTasks } from './running-tasks.ts';
import { taskDefinition } from './task-definition.ts';

export interface ContainersNeeds {
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  /** The AWS endpoint, asked when a task starts. */
  readonly endpointUrl: () => string;
  /** One line that a container wrote; the container is named `FAMILY/CONTAINER`. */
  readonly containerLine?: (container: string, line: string, logGroup?: string) => void;
}

export interface ContainersService extends LocalService {
  readonly tasks: ContainerTasks;
}

/**
 * ECS: a task runs as a Node process per container, from the module that the container's label
 * `tradewind.local-entry` names. Also the network and image types that such templates declare, recorded only.
 */
export function createContainersService({
  access,
  endpointUrl,
  containerLine = () => {},
}: ContainersNeeds): ContainersService {
  const running = createRunningTasks({ access, endpointUrl, containerLine });
  const api = ecsOperations(running);
  const recorded = Object.entries(networkTypes).map(([type, recordedType]) => [
    type,
    recordedResource(recordedType),
  ]);
  return {
    name: 'containers',
    signingNames: ['ecs'],
    tasks: running,
    resources: {
      'AWS::ECS::Cluster': clusterResource(running),
      'AWS::ECS::TaskDefinition': taskDefinitionResource(running),
      ...(Object.fromEntries(recorded) as Record<string, ResourceProvider>),
    },
    async handle({ operation = '', body, principal }) {
      const perform = Object.hasOwn(api, operation) ? api[operation] : undefined;
      if (perform === undefined) throw unknownOperation('ECS', operation);
      const answer = await perform(JSON.parse(body.toString() || '{}') as Record<string, unknown>, principal);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(answer),
      };
    },
    stop: running.stopAll,
    isIdle: async () => running.list().every(({ lastStatus }) => lastStatus === 'STOPPED'),
  };
}

const clusterResource = (running: RunningTasks): ResourceProvider => ({
  honors: ['ClusterName'],
  ignores: ignored(
    'local tasks are processes of this machine',
    'CapacityProviders',
    'ClusterSettings',
    'Configuration',
    'DefaultCapacityProviderStrategy',
    'ServiceConnectDefaults',
    'Tags',
  ),
  async deploy(resource) {
    const name = String(resource.properties['ClusterName'] ?? physicalName(resource, 255));
    running.declareCluster(name);
    return { ref: name, attributes: { Arn: arn('ecs', `cluster/${name}`) } };
  },
});

const taskDefinitionResource = (running: RunningTasks): ResourceProvider => ({
  honors: ['ContainerDefinitions', 'Family', 'NetworkMode', 'TaskRoleArn', 'ExecutionRoleArn'],
  ignores: ignored(
    'a local task is a process without limits of its own',
    'Cpu',
    'EphemeralStorage',
    'Memory',
    'RequiresCompatibilities',
    'RuntimePlatform',
    'Tags',
    'Volumes',
  ),
  async deploy(resource) {
    const definition = taskDefinition(resource);
    running.declareDefinition(definition);
    return { ref: definition.arn, attributes: { TaskDefinitionArn: definition.arn } };
  },
});
