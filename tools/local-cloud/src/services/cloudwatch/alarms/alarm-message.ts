import { ACCOUNT_ID, arn, REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { AlarmView } from './alarm-evaluator.ts';

/** The message that CloudWatch publishes to a topic when an alarm changes its state, with the commonly used fields. */
export const toAlarmMessage = ({
  name,
  summary,
  state,
  description,
  since,
  triggeringAlarms,
}: AlarmView): string =>
  JSON.stringify({
    AlarmName: name,
    AlarmDescription: description || null,
    AlarmArn: arn('cloudwatch', `alarm:${name}`),
    AWSAccountId: ACCOUNT_ID,
    Region: REGION,
    NewStateValue: state,
    NewStateReason:
      triggeringAlarms.length > 0 ? `In alarm: ${triggeringAlarms.join(', ')}` : (summary ?? ''),
    StateChangeTime: since,
  });
