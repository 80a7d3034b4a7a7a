/** The value of this dimension is the name of an index instead of a resource. */
export const INDEX = 'index';

/** The value of this dimension is the metric name of a rule of a web ACL. */
export const RULE = 'rule';
/** The value of this dimension is the region of the stack. */
export const STACK_REGION = 'region';

/** The dimensions of a metric, and the resource type that each names. */
type Dimensions = Readonly<Record<string, string>>;

/** The metrics that AWS services publish, and their sets of dimensions. */
export const awsMetrics: Readonly<
  Record<string, { readonly names: readonly string[]; readonly dimensions: readonly Dimensions[] }>
> = {
  /** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
  'AWS/Lambda': {
    names: [
      'Invocations',
      'Errors',
      'Throttles',
      'Duration',
      'IteratorAge',
      'DeadLetterErrors',
      'DestinationDeliveryFailures',
      'AsyncEventsDropped',
      'ConcurrentExecutions',
    ],
    dimensions: [{ FunctionName: 'AWS::Lambda::Function' }],
  },
  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
  'AWS/ApiGateway': {
    names: ['Count', '4XXError', '5XXError', 'Latency', 'IntegrationLatency'],
    dimensions: [{ ApiName: 'AWS::ApiGateway::RestApi', Stage: 'AWS::ApiGateway::Stage' }],
  },
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html */
  'AWS/SQS': {
    names: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
      'NumberOfMessagesSent',
      'NumberOfMessagesReceived',
      'NumberOfMessagesDeleted',
    ],
    dimensions: [{ QueueName: 'AWS::SQS::Queue' }],
  },
  /** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
  'AWS/States': {
    names: [
      'ExecutionsStarted',
      'ExecutionsSucceeded',
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'ExecutionsAborted',
      'ExecutionThrottled',
      'ExecutionTime',
    ],
    dimensions: [{ StateMachineArn: 'AWS::StepFunctions::StateMachine' }],
  },
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html */
  'AWS/DynamoDB': {
    names: [
      'ReadThrottleEvents',
      'WriteThrottleEvents',
      'ConsumedReadCapacityUnits',
      'ConsumedWriteCapacityUnits',
    ],
    dimensions: [
      { TableName: 'AWS::DynamoDB::Table' },
      { TableName: 'AWS::DynamoDB::Table', GlobalSecondaryIndexName: INDEX },
    ],
  },
  /** https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
  'AWS/WAFV2': {
    names: ['AllowedRequests', 'BlockedRequests', 'CountedRequests'],
    dimensions: [{ WebACL: 'AWS::WAFv2::WebACL', Rule: RULE, Region: STACK_REGION }],
  },
  /** For the whole account. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-cloudwatch.html */
  'AWS/SES': {
    names: ['Reputation.BounceRate', 'Reputation.ComplaintRate', 'Send', 'Bounce', 'Complaint'],
    dimensions: [{}],
  },
};
