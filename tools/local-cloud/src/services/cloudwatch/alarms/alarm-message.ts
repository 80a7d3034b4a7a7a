import { ACCOUNT_ID, arn, REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { AlarmView } from './alarm-board.ts';

/** What CloudWatch sends to a topic when an alarm rings or is over, as far as a subscriber reads it. */
export const alarmMessage = ({ name, summary, state, description, since, because }: AlarmView): string =>
  JSON.stringify({
    AlarmName: name,
    AlarmDescription: description || null,
    AlarmArn: arn('cloudwatch', `alarm:${name}`),
    AWSAccountId: ACCOUNT_ID,
    Region: REGION,
    NewStateValue: state,
    NewStateReason: because.length > 0 ? `In alarm: ${because.join(', ')}` : (summary ?? ''),
    StateChangeTime: since,
  });
