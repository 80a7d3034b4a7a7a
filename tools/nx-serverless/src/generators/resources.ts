/** Resources as this repository writes them, in YAML that is not indented. */

/** A table that survives its stack, with one text attribute as its key. */
export const tableYaml = (logicalId: string, key: string): string => `${logicalId}:
  Type: AWS::DynamoDB::Table
  DeletionPolicy: Retain
  UpdateReplacePolicy: Retain
  Properties:
    BillingMode: PAY_PER_REQUEST
    AttributeDefinitions: [{ AttributeName: ${key}, AttributeType: S }]
    KeySchema: [{ AttributeName: ${key}, KeyType: HASH }]
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }
    SSESpecification: { SSEEnabled: true }`;

interface Alarm {
  /** The service whose alarm it is. */
  readonly service: string;
  readonly logicalId: string;
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  /** One dimension, as a name and a value in YAML. */
  readonly dimension: readonly [name: string, value: string];
  readonly statistic: 'Maximum' | 'Sum';
}

/** An alarm that rings whoever is on call as soon as there is one of what it counts. */
export const alarmYaml = (alarm: Alarm): string => `${alarm.logicalId}:
  Type: AWS::CloudWatch::Alarm
  Properties:
    AlarmDescription: ${alarm.description}
    Namespace: ${alarm.namespace}
    MetricName: ${alarm.metricName}
    Dimensions: [{ Name: ${alarm.dimension[0]}, Value: ${alarm.dimension[1]} }]
    Statistic: ${alarm.statistic}
    Period: 60
    EvaluationPeriods: 1
    Threshold: 0
    ComparisonOperator: GreaterThanThreshold
    TreatMissingData: notBreaching
    AlarmActions: [${alarmTopicOf(alarm.service)}]`;

/** The topic belongs to platform: a stack cannot read a parameter that it is about to publish. */
const alarmTopicOf = (service: string): string =>
  service === 'platform'
    ? '!Ref AlarmTopic'
    : "'{{resolve:ssm:/tradewind/${sls:stage}/platform/alarm-topic-arn}}'";

/** An alarm on a queue in which nothing should ever wait. */
export const waitingAlarmYaml = ({
  queue,
  ...alarm
}: Pick<Alarm, 'service' | 'logicalId' | 'description'> & { readonly queue: string }): string =>
  alarmYaml({
    ...alarm,
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimension: ['QueueName', `!GetAtt ${queue}.QueueName`],
    statistic: 'Maximum',
  });

/** A parameter by which other services find something of this one. */
export const parameterYaml = (
  logicalId: string,
  { service, name, value }: { service: string; name: string; value: string },
): string => `${logicalId}:
  Type: AWS::SSM::Parameter
  Properties:
    Type: String
    Name: /tradewind/\${sls:stage}/${service}/${name}
    Value: ${value}`;
