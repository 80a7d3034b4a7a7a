import type { RoleUser } from './role-users.ts';

/** What AWS itself does under a role, where no code of ours calls: no test can put it on record. */
export interface PlatformCalls {
  readonly actions: readonly string[];
  /** What the resource of a grant has to be. */
  readonly on: (resource: string) => boolean;
}

const anything = () => true;
const traceSegments = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** @returns what AWS does for one resource under its role, as far as its properties ask for that */
export function platformCalls(user: RoleUser): PlatformCalls[] {
  const { type, as, properties, failureDestinations } = user;
  switch (type) {
    case 'AWS::Lambda::Function':
      return [
        {
          // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          on: (resource) =>
            resource.includes(`:log-group:/aws/lambda/${String(properties['FunctionName'])}:`),
        },
        {
          // https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
          actions: isActive(properties['TracingConfig']) ? traceSegments : [],
          on: anything,
        },
        {
          // Asked for when the mapping is created, used when a batch fails for good:
          // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
          actions: ['sqs:SendMessage', 'sns:Publish'],
          on: (resource) => failureDestinations.includes(resource),
        },
      ];
    case 'AWS::StepFunctions::StateMachine':
      return [
        {
          // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
          actions: properties['LoggingConfiguration'] === undefined ? [] : logDelivery,
          on: anything,
        },
        {
          // https://docs.aws.amazon.com/step-functions/latest/dg/xray-iam.html
          actions: isEnabled(properties['TracingConfiguration'])
            ? [...traceSegments, 'xray:GetSamplingRules', 'xray:GetSamplingTargets']
            : [],
          on: anything,
        },
        ...(JSON.stringify(properties).includes(':states:::ecs:runTask.sync') ? whileTaskRuns : []),
      ];
    case 'AWS::ECS::TaskDefinition':
      return as === 'ExecutionRoleArn' ? [taskStart] : [];
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

/** Step Functions waits by a rule of its own: https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html */
const whileTaskRuns: PlatformCalls[] = [
  {
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    on: (resource) => resource.endsWith(':rule/StepFunctionsGetEventsForECSTaskRule'),
  },
  { actions: ['ecs:StopTask', 'ecs:DescribeTasks'], on: (resource) => resource.includes(':task/') },
];

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html */
const taskStart: PlatformCalls = {
  actions: [
    'ecr:GetAuthorizationToken',
    'ecr:BatchCheckLayerAvailability',
    'ecr:GetDownloadUrlForLayer',
    'ecr:BatchGetImage',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
  ],
  on: anything,
};

const isActive = (tracing: unknown) => (tracing as { Mode?: unknown } | undefined)?.Mode === 'Active';
const isEnabled = (tracing: unknown) => (tracing as { Enabled?: unknown } | undefined)?.Enabled === true;
