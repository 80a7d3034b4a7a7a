import type { Statement } from '../../../../workspace/src/iam/policy.ts';

const allow = (...actions: string[]): Statement => ({ Effect: 'Allow', Action: actions, Resource: '*' });

const writeLogs = allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');

/** The policies AWS manages that our templates attach, by the last part of their ARN: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const managedPolicies: Readonly<Record<string, readonly Statement[]>> = {
  AWSLambdaBasicExecutionRole: [writeLogs],
  AWSLambdaSQSQueueExecutionRole: [
    writeLogs,
    allow('sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
  ],
  AWSLambdaDynamoDBExecutionRole: [
    writeLogs,
    allow(
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ),
  ],
  AWSXRayDaemonWriteAccess: [allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords')],
  AmazonAPIGatewayPushToCloudWatchLogs: [
    writeLogs,
    allow('logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents'),
  ],
  AmazonECSTaskExecutionRolePolicy: [
    allow(
      'ecr:GetAuthorizationToken',
      'ecr:BatchCheckLayerAvailability',
      'ecr:GetDownloadUrlForLayer',
      'ecr:BatchGetImage',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ),
  ],
  CloudWatchLambdaInsightsExecutionRolePolicy: [writeLogs],
};
