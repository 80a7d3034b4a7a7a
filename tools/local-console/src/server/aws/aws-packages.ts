interface AwsModule {
  readonly [name: string]: unknown;
}

interface AwsPackage {
  /** Loads the SDK package; each is loaded with its first call, so that an unused one costs no memory. */
  load(): Promise<AwsModule>;
  /** The name of its client class. */
  readonly client: string;
}

/** The services that the console calls, by the name in `POST /api/aws/{service}/{Operation}`. */
export const awsPackages: Readonly<Record<string, AwsPackage>> = {
  cloudwatch: { load: () => import('@aws-sdk/client-cloudwatch'), client: 'CloudWatchClient' },
  'cloudwatch-logs': {
    load: () => import('@aws-sdk/client-cloudwatch-logs'),
    client: 'CloudWatchLogsClient',
  },
  'cognito-idp': {
    load: () => import('@aws-sdk/client-cognito-identity-provider'),
    client: 'CognitoIdentityProviderClient',
  },
  dynamodb: { load: () => import('@aws-sdk/client-dynamodb'), client: 'DynamoDBClient' },
  dynamodbstreams: {
    load: () => import('@aws-sdk/client-dynamodb-streams'),
    client: 'DynamoDBStreamsClient',
  },
  ecs: { load: () => import('@aws-sdk/client-ecs'), client: 'ECSClient' },
  kms: { load: () => import('@aws-sdk/client-kms'), client: 'KMSClient' },
  lambda: { load: () => import('@aws-sdk/client-lambda'), client: 'LambdaClient' },
  s3: { load: () => import('@aws-sdk/client-s3'), client: 'S3Client' },
  sesv2: { load: () => import('@aws-sdk/client-sesv2'), client: 'SESv2Client' },
  sns: { load: () => import('@aws-sdk/client-sns'), client: 'SNSClient' },
  sqs: { load: () => import('@aws-sdk/client-sqs'), client: 'SQSClient' },
  ssm: { load: () => import('@aws-sdk/client-ssm'), client: 'SSMClient' },
  stepfunctions: { load: () => import('@aws-sdk/client-sfn'), client: 'SFNClient' },
};
