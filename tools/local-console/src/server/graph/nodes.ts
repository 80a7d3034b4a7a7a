import type { GraphNode, NodeKind } from './graph.ts';
import { type MarkedResource, keysIn } from './resolved-templates.ts';

const kinds: Readonly<Record<string, NodeKind>> = {
  'AWS::ApiGateway::RestApi': 'api',
  'AWS::Lambda::Function': 'function',
  'AWS::ECS::TaskDefinition': 'task',
  'AWS::StepFunctions::StateMachine': 'state-machine',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::DynamoDB::Table': 'table',
  'AWS::S3::Bucket': 'bucket',
  'AWS::Scheduler::Schedule': 'schedule',
  'AWS::Events::Rule': 'schedule',
  'AWS::Cognito::UserPool': 'user-pool',
};

// osls creates it for its own uploads.
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

/** @returns the nodes of all resources that do or hold something; infrastructure of deployments and alarms is left out */
export function resourceNodes(resources: readonly MarkedResource[]): readonly GraphNode[] {
  const deadLetterQueues = keysOf(resources, deadLetterTargets);
  const alarmTopics = keysOf(resources, ({ type, properties }) =>
    type.endsWith('Alarm') ? keysIn(properties['AlarmActions']) : [],
  );
  return resources.flatMap((resource) => {
    const kind = kinds[resource.type];
    if (kind === undefined || resource.logicalId === DEPLOYMENT_BUCKET || alarmTopics.has(resource.key))
      return [];
    return [
      {
        id: resource.key,
        service: resource.service,
        kind: deadLetterQueues.has(resource.key) ? 'dead-letter-queue' : kind,
        name: shortName(resource),
        ...(resource.properties['StreamSpecification'] === undefined ? {} : { hasStream: true }),
      },
    ];
  });
}

/** @returns the keys of the queues that receive what a resource could not process */
export function deadLetterTargets({ type, properties }: MarkedResource): readonly string[] {
  const { RedrivePolicy, DestinationConfig, DeadLetterConfig } = properties as Record<string, unknown>;
  const onFailure = type.startsWith('AWS::Lambda::')
    ? (DestinationConfig as { OnFailure?: unknown } | undefined)?.OnFailure
    : undefined;
  return keysIn([RedrivePolicy, onFailure, DeadLetterConfig]);
}

const keysOf = (
  resources: readonly MarkedResource[],
  select: (resource: MarkedResource) => readonly string[],
): ReadonlySet<string> => new Set(resources.flatMap(select));

/** Function names repeat stack and stage; the API of a service is the service. */
function shortName({ type, service, stackName, logicalId, properties }: MarkedResource): string {
  if (type === 'AWS::ApiGateway::RestApi') return `${service} API`;
  const name = properties['FunctionName'] ?? properties['Family'];
  if (typeof name !== 'string') return logicalId;
  return name.startsWith(`${stackName}-`) ? name.slice(stackName.length + 1) : name;
}
