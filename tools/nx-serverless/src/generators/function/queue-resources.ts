interface NamedYaml {
  readonly logicalId: string;
  readonly yaml: string;
}

/** A queue that delivers a message five times, and its dead-letter queue. */
export const queueYaml = (name: string): NamedYaml[] => [
  {
    logicalId: `${name}Queue`,
    yaml: `${name}Queue:
  Type: AWS::SQS::Queue
  Properties:
    SqsManagedSseEnabled: true
    VisibilityTimeout: 60 # six times the function's timeout
    RedrivePolicy:
      deadLetterTargetArn: !GetAtt ${name}DeadLetterQueue.Arn
      maxReceiveCount: 5`,
  },
  {
    logicalId: `${name}DeadLetterQueue`,
    yaml: `${name}DeadLetterQueue:
  Type: AWS::SQS::Queue
  Properties: { MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true } # two weeks, the maximum`,
  },
];

/** A subscription of the queue to one event type of another service's topic, with the queue policy. */
export const subscriptionYaml = (
  name: string,
  { event, from }: { event: string; from: string },
): NamedYaml[] => {
  const topic = `'{{resolve:ssm:/tradewind/\${sls:stage}/${from}/topic-arn}}'`;
  return [
    {
      logicalId: `${name}QueuePolicy`,
      yaml: `${name}QueuePolicy:
  Type: AWS::SQS::QueuePolicy
  Properties:
    Queues: [!Ref ${name}Queue]
    PolicyDocument:
      Version: '2012-10-17'
      Statement:
        - Effect: Allow
          Principal: { Service: sns.amazonaws.com }
          Action: sqs:SendMessage
          Resource: !GetAtt ${name}Queue.Arn
          Condition:
            ArnEquals: { aws:SourceArn: ${topic} }`,
    },
    {
      logicalId: `${name}Subscription`,
      yaml: `${name}Subscription:
  Type: AWS::SNS::Subscription
  Properties:
    TopicArn: ${topic}
    Protocol: sqs
    Endpoint: !GetAtt ${name}Queue.Arn
    RawMessageDelivery: true
    FilterPolicy: { type: [${event}] }`,
    },
  ];
};
