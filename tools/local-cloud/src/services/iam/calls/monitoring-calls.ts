import { ACCOUNT_ID, arn, PARTITION } from '../../../../../workspace/src/aws/aws-constants.ts';
import { type ToPermissions, permission, text } from './call.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const cloudWatchCalls: ToPermissions = ({ operation, input }) => {
  const dashboard = text(input['DashboardName']);
  const alarm = text(input['AlarmName']);
  if (dashboard !== '')
    return [
      permission(
        `cloudwatch:${operation}`,
        `arn:${PARTITION}:cloudwatch::${ACCOUNT_ID}:dashboard/${dashboard}`,
      ),
    ];
  return [permission(`cloudwatch:${operation}`, alarm === '' ? '*' : arn('cloudwatch', `alarm:${alarm}`))];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
export const logsCalls: ToPermissions = ({ operation, input }) => {
  const group = text(input['logGroupName']) || text(input['logGroupIdentifier']);
  if (group === '') return [permission(`logs:${operation}`, '*')];
  const groupArn = group.startsWith('arn:') ? group.replace(/:\*$/, '') : arn('logs', `log-group:${group}`);
  const stream = text(input['logStreamName']);
  return [
    permission(`logs:${operation}`, stream === '' ? `${groupArn}:*` : `${groupArn}:log-stream:${stream}`),
  ];
};
