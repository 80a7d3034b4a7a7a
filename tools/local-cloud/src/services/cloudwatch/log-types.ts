import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { ignored } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const LOGS = 'local functions log to the terminal and to files of their own';

export const logGroup: RecordedType = {
  honors: ['LogGroupName'],
  ignores: ignored(LOGS, 'RetentionInDays', 'LogGroupClass', 'KmsKeyId', 'DataProtectionPolicy', 'Tags'),
  identify(resource) {
    const name = String(resource.properties['LogGroupName'] ?? physicalName(resource));
    // CloudFormation's Arn of a log group ends in `:*`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
    return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
  },
};

export const logStream: RecordedType = {
  honors: ['LogStreamName'],
  ignores: ignored(LOGS, 'LogGroupName'),
  identify: (resource) => ({ ref: String(resource.properties['LogStreamName'] ?? physicalName(resource)) }),
};

export const metricFilter: RecordedType = {
  honors: ['FilterName', 'LogGroupName', 'FilterPattern', 'MetricTransformations'],
  ignores: ignored(LOGS, 'ApplyOnTransformedLogs'),
  identify: (resource) => ({ ref: String(resource.properties['FilterName'] ?? physicalName(resource)) }),
};

export const subscriptionFilter: RecordedType = {
  honors: ['FilterName'],
  ignores: ignored(LOGS, 'LogGroupName', 'FilterPattern', 'DestinationArn', 'RoleArn', 'Distribution'),
  identify: (resource) => ({ ref: String(resource.properties['FilterName'] ?? physicalName(resource)) }),
};
