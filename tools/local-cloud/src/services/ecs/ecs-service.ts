import type { AccessControl } from '../../contract/access-control.ts';
import type { LocalService, ResourceProvider } from '../../contract/local-service.ts';
import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { unknownOperation } from '../../contract/aws-error.ts';
import { ignored, recordedResource } from '../../contract/recorded-resource.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import type { EcsTasks } from '../../contract/ecs-tasks.ts';
import { ecsOperations } from './ecs-operations.ts';
import { networkTypes } from './network-types.ts';
import type { TaskLogTarget } from './task-logs.ts';
import { createRunningTasks } from './running-tasks.ts';
import type { RunningTasks } from './running-tasks.ts';
import { toTaskDefinition } from './task-definition.ts';

export interface EcsDependencies {
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  /** The URL of the AWS endpoint; known once the endpoint listens. */
  readonly endpointUrl: () => string;
  readonly recorder?: Recorder;
  /** Called for each line that a container writes; the container is named `FAMILY/CONTAINER`. */
  readonly onContainerLine?: (container: string, line: string, target: TaskLogTarget) => void;
}

export interface EcsService extends LocalService {
  readonly tasks: EcsTasks;
}

/**
 * ECS: a task runs as one Node.js process per container, which runs the module named by the container label
 * `tradewind.local-entry`. EC2 network resources and ECR repositories are only recorded.
 */
export function createEcsService({
  access,
  endpointUrl,
  recorder = noRecorder,
  onContainerLine = () => {},
}: EcsDependencies): EcsService {
  const running = createRunningTasks({ access, endpointUrl, recorder, onContainerLine });
  const api = ecsOperations(running);
  const recorded = Object.entries(networkTypes).map(([type, recordedType]) => [
    type,
    recordedResource(recordedType),
  ]);
  return {
    name: 'ecs',
    signingNames: ['ecs'],
    tasks: running,
    resources: {
      'AWS::ECS::Cluster': clusterResource(running),
      'AWS::ECS::TaskDefinition': taskDefinitionResource(running),
      ...(Object.fromEntries(recorded) as Record<string, ResourceProvider>),
    },
    async handle({ operation = '', body, principal, trace }) {
      const perform = Object.hasOwn(api, operation) ? api[operation] : undefined;
      if (perform === undefined) throw unknownOperation('ECS', operation);
      const input = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
      const output = await perform(input, principal, trace);
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: JSON.stringify(output),
      };
    },
    stop: running.stopAll,
    isIdle: async () => running.list().every(({ lastStatus }) => lastStatus === 'STOPPED'),
  };
}

const clusterResource = (running: RunningTasks): ResourceProvider => ({
  honors: ['ClusterName'],
  ignores: ignored(
    'local tasks are processes on this machine',
    'CapacityProviders',
    'ClusterSettings',
    'Configuration',
    'DefaultCapacityProviderStrategy',
    'ServiceConnectDefaults',
    'Tags',
  ),
  async deploy(resource) {
    const name = String(resource.properties['ClusterName'] ?? physicalName(resource, 255));
    running.registerCluster(name);
    return { ref: name, attributes: { Arn: arn('ecs', `cluster/${name}`) } };
  },
});

const taskDefinitionResource = (running: RunningTasks): ResourceProvider => ({
  honors: ['ContainerDefinitions', 'Family', 'NetworkMode', 'TaskRoleArn', 'ExecutionRoleArn'],
  ignores: ignored(
    'local tasks are processes without resource limits',
    'Cpu',
    'EphemeralStorage',
    'Memory',
    'RequiresCompatibilities',
    'RuntimePlatform',
    'Tags',
    'Volumes',
  ),
  async deploy(resource) {
    const definition = toTaskDefinition(resource);
    running.registerTaskDefinition(definition);
    return { ref: definition.arn, attributes: { TaskDefinitionArn: definition.arn } };
  },
});
