import type { Statement } from '../../../workspace/src/iam/policy.ts';
import { many } from '../../../workspace/src/iam/policy.ts';
import { logDelivery } from './platform-calls.ts';
import type { PackagedRole } from './packaged-role.ts';

/** Actions that take no resource: IAM knows nothing to name, so the star stays. */
const unscopable: Readonly<Record<string, readonly string[]>> = {
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html': [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
  ],
  'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html': logDelivery,
  'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html': [
    'ec2:CreateNetworkInterface',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DeleteNetworkInterface',
  ],
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html':
    ['ecr:GetAuthorizationToken'],
  // A task's token does not tell its state machine.
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html': [
    'states:SendTaskSuccess',
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
  ],
};
const takesNoResource = new Set(Object.values(unscopable).flat());

/** Resources that come into being while the system runs, below something that is named. */
const unnameable: readonly RegExp[] = [
  /^arn:aws:s3:::[^*?/]+\/[^*?]*\*$/, // objects below a prefix
  /:log-group:[^*?:]+:(\*|\*:\*|log-stream:\*)$/, // streams of a log group
  /:task-definition\/[^*?:/]+:\*$/, // revisions of a task definition
  /:task\/[^*?/]+\/\*$/, // tasks of a cluster
  /:execution:[^*?:]+:\*$/, // executions of a state machine
  /:function:[^*?:]+:\*$/, // versions of a function
];

/** @returns what of a role is open that could be closed, in words */
export function openDoors({ statements, managedPolicyArns, users }: PackagedRole): string[] {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  const isForApiLogs = users.some(({ as }) => as === 'CloudWatchRoleArn');
  return [
    ...allowed.flatMap(openActions),
    ...allowed.flatMap(openResources),
    ...managedPolicyArns
      // API Gateway writes the logs of all APIs, also of those to come: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
      .filter((policy) => !(isForApiLogs && policy.endsWith('/AmazonAPIGatewayPushToCloudWatchLogs')))
      .map((policy) => `${policy} names no resources: write the statement that is needed`),
  ];
}

function openActions({ Action, NotAction, NotResource }: Statement): string[] {
  if (NotAction !== undefined) return ['NotAction allows all that AWS has or will have: name the actions'];
  if (NotResource !== undefined) return ['NotResource allows all but a few: name the resources'];
  return many(Action)
    .filter((action) => /[*?]/.test(action))
    .map((action) => `${action}: name the actions`);
}

function openResources({ Action, Resource, Condition }: Statement): string[] {
  const actions = many(Action).filter((action) => !takesNoResource.has(action));
  return many(Resource)
    .filter((resource) => /[*?]/.test(resource))
    .filter((resource) => !unnameable.some((pattern) => pattern.test(resource)))
    .filter((resource) => !(resource.endsWith(':task/*') && namesCluster(Condition)))
    .flatMap((resource) => actions.map((action) => `${action} on ${resource}: name the resource`));
}

/** A task's ARN cannot be put together from the ARN of its cluster, but a condition can hold the cluster. */
const namesCluster = (condition: Statement['Condition']): boolean =>
  /^arn:[^*?]+$/.test(String(condition?.['ArnEquals']?.['ecs:cluster'] ?? '*'));
