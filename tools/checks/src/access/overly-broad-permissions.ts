import type { Statement } from '../../../workspace/src/iam/policy.ts';
import { many } from '../../../workspace/src/iam/policy.ts';
import { logDelivery } from './aws-calls.ts';
import type { PackagedRole } from './packaged-role.ts';

/** Actions without resource-level permissions: their resource has to be `*`. */
const unscopedActions: Readonly<Record<string, readonly string[]>> = {
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
  // A task token does not identify its state machine.
  'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html': [
    'states:SendTaskSuccess',
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
  ],
};
const unscoped = new Set(Object.values(unscopedActions).flat());

/** Resources that are created at runtime, below a resource that is named. */
const dynamicResources: readonly RegExp[] = [
  /^arn:aws:s3:::[^*?/]+\/[^*?]*\*$/, // objects below a prefix
  /:log-group:[^*?:]+:(\*|\*:\*|log-stream:\*)$/, // streams of a log group
  /:task-definition\/[^*?:/]+:\*$/, // revisions of a task definition
  /:task\/[^*?/]+\/\*$/, // tasks of a cluster
  /:execution:[^*?:]+:\*$/, // executions of a state machine
  /:function:[^*?:]+:\*$/, // versions of a function
];

/** @returns messages for permissions of a role that could be narrower */
export function overlyBroadPermissions({ statements, managedPolicyArns, users }: PackagedRole): string[] {
  const allowed = statements.filter(({ Effect }) => Effect === 'Allow');
  const isForApiLogs = users.some(({ roleProperty }) => roleProperty === 'CloudWatchRoleArn');
  return [
    ...allowed.flatMap(broadActions),
    ...allowed.flatMap(broadResources),
    ...managedPolicyArns
      // API Gateway writes the logs of all APIs, including future ones: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
      .filter((policy) => !(isForApiLogs && policy.endsWith('/AmazonAPIGatewayPushToCloudWatchLogs')))
      .map(
        (policy) =>
          `Overly broad permission: the managed policy ${policy}. Write a statement that names the actions and resources.`,
      ),
  ];
}

function broadActions({ Action, NotAction, NotResource }: Statement): string[] {
  if (NotAction !== undefined)
    return ['Overly broad permission: NotAction allows all other actions. Name the actions.'];
  if (NotResource !== undefined)
    return ['Overly broad permission: NotResource allows all other resources. Name the resources.'];
  return many(Action)
    .filter((action) => /[*?]/.test(action))
    .map((action) => `Overly broad permission: ${action}. Name the actions.`);
}

function broadResources({ Action, Resource, Condition }: Statement): string[] {
  const actions = many(Action).filter((action) => !unscoped.has(action));
  return many(Resource)
    .filter((resource) => /[*?]/.test(resource))
    .filter((resource) => !dynamicResources.some((pattern) => pattern.test(resource)))
    .filter((resource) => !(resource.endsWith(':task/*') && namesCluster(Condition)))
    .flatMap((resource) =>
      actions.map((action) => `Overly broad permission: ${action} on ${resource}. Name the resource.`),
    );
}

/** The ARN of a task cannot be derived from the ARN of its cluster in a template, but a condition can name the cluster. */
const namesCluster = (condition: Statement['Condition']): boolean =>
  /^arn:[^*?]+$/.test(String(condition?.['ArnEquals']?.['ecs:cluster'] ?? '*'));
