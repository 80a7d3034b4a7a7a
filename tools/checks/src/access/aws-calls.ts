import type { RoleUser } from './role-users.ts';

/** Calls that AWS itself makes under a role. The local cloud does not make them, so no test records them. */
export interface AwsCalls {
  readonly actions: readonly string[];
  /** Whether AWS makes these calls on a resource. */
  readonly appliesTo: (resource: string) => boolean;
}

const anyResource = () => true;
const traceSegments = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** @returns the calls that AWS makes for one resource under its role, according to the resource's properties */
export function awsCalls(user: RoleUser): AwsCalls[] {
  const { type, roleProperty, properties, failureDestinations } = user;
  switch (type) {
    case 'AWS::Lambda::Function':
      return [
        {
          // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          appliesTo: (resource) =>
            resource.includes(`:log-group:/aws/lambda/${String(properties['FunctionName'])}:`),
        },
        {
          // https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
          actions: isActive(properties['TracingConfig']) ? traceSegments : [],
          appliesTo: anyResource,
        },
        {
          // Required when the mapping is created, used when a batch fails permanently:
          // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
          actions: ['sqs:SendMessage', 'sns:Publish'],
          appliesTo: (resource) => failureDestinations.includes(resource),
        },
      ];
    case 'AWS::StepFunctions::StateMachine':
      return [
        {
          // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
          actions: properties['LoggingConfiguration'] === undefined ? [] : logDelivery,
          appliesTo: anyResource,
        },
        {
          // https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
          actions: isEnabled(properties['TracingConfiguration'])
            ? [...traceSegments, 'xray:GetSamplingRules', 'xray:GetSamplingTargets']
            : [],
          appliesTo: anyResource,
        },
        ...(JSON.stringify(properties).includes(':states:::ecs:runTask.sync') ? whileTaskRuns : []),
      ];
    case 'AWS::ECS::TaskDefinition':
      return roleProperty === 'ExecutionRoleArn' ? [taskStart] : [];
    default:
      return [];
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html */
export const logDelivery = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

/** Step Functions waits with an EventBridge rule of its own: https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html */
const whileTaskRuns: AwsCalls[] = [
  {
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    appliesTo: (resource) => resource.endsWith(':rule/StepFunctionsGetEventsForECSTaskRule'),
  },
  { actions: ['ecs:StopTask', 'ecs:DescribeTasks'], appliesTo: (resource) => resource.includes(':task/') },
];

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
const taskStart: AwsCalls = {
  actions: [
    'ecr:GetAuthorizationToken',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
  appliesTo: anyResource,
};

const isActive = (tracing: unknown) => (tracing as { Mode?: unknown } | undefined)?.Mode === 'Active';
const isEnabled = (tracing: unknown) => (tracing as { Enabled?: unknown } | undefined)?.Enabled === true;
