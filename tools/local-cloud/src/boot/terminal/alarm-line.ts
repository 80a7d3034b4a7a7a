import type { AlarmView } from '../../services/cloudwatch/alarms/alarm-evaluator.ts';
import { STAGE } from '../../../../workspace/src/aws/aws-constants.ts';

/**
 * One line for an alarm that changed its state:
 * `ALARM warning orders/place-order-errors: place-order failed … → docs/runbooks/function-errors.md`. For a composite
 * alarm, it lists the triggering alarms. The owner is named only when the alarm has actions, which notify the owner.
 */
export function toAlarmLine(alarm: AlarmView): string {
  const {
    kind,
    hasActions,
    state,
    severity = '',
    summary = '',
    owner = 'its owner',
    triggeringAlarms,
  } = alarm;
  const label = `${severity.padEnd(8)} ${toShortName(alarm.name)}`;
  if (state !== 'ALARM') return `OK    ${label}`;
  const details = kind === 'composite' ? triggeringAlarms.map(toNameInService).join(', ') : summary;
  return `ALARM ${label}: ${details}${hasActions ? ` (${owner})` : ''}${toRunbookLink(alarm)}`;
}

const toRunbookLink = ({ runbook }: AlarmView): string =>
  runbook === undefined ? '' : ` → docs/runbooks/${runbook}`;

/** The name in the form of function names: `orders/place-order-failed`. */
const toShortName = (alarmName: string): string =>
  alarmName.replace(/^tradewind-/, '').replace(`-${STAGE}-`, '/');

const toNameInService = (alarmName: string): string => toShortName(alarmName).split('/').at(-1)!;
