import { physicalName } from '../../contract/physical-name.ts';
import { arn } from '../../../../workspace/src/aws/aws-constants.ts';
import { ignored } from '../../contract/recorded-resource.ts';
import type { RecordedType } from '../../contract/recorded-resource.ts';

const LOCAL_LOGS = 'local functions log to the terminal and to log files';

export const logGroup: RecordedType = {
  honors: ['LogGroupName'],
  ignores: ignored(
    LOCAL_LOGS,
    'RetentionInDays',
    'LogGroupClass',
    'KmsKeyId',
    'DataProtectionPolicy',
    'Tags',
  ),
  identify(resource) {
    const name = String(resource.properties['LogGroupName'] ?? physicalName(resource));
    // The Arn attribute of a log group ends in `:*`: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html
    return { ref: name, attributes: { Arn: `${arn('logs', `log-group:${name}`)}:*` } };
  },
};

export const logStream: RecordedType = {
  honors: ['LogStreamName'],
  ignores: ignored(LOCAL_LOGS, 'LogGroupName'),
  identify: (resource) => ({ ref: String(resource.properties['LogStreamName'] ?? physicalName(resource)) }),
};

export const metricFilter: RecordedType = {
  honors: ['FilterName', 'LogGroupName', 'FilterPattern', 'MetricTransformations'],
  ignores: ignored(LOCAL_LOGS, 'ApplyOnTransformedLogs'),
  identify: (resource) => ({ ref: String(resource.properties['FilterName'] ?? physicalName(resource)) }),
};

export const subscriptionFilter: RecordedType = {
  honors: ['FilterName'],
  ignores: ignored(LOCAL_LOGS, 'LogGroupName', 'FilterPattern', 'DestinationArn', 'RoleArn', 'Distribution'),
  identify: (resource) => ({ ref: String(resource.properties['FilterName'] ?? physicalName(resource)) }),
};
