import type { AlarmView } from '../../services/cloudwatch/alarms/alarm-board.ts';
import { STAGE } from '../../../../workspace/src/aws/aws-constants.ts';

/**
 * What changed, on one line: `ALARM warning  orders/place-order-errors  place-order failed … → docs/runbooks/function-errors.md`;
 * `RINGS critical orders/place-order-failed  @tradewind/orders: An execution … → docs/runbooks/workflow-failed.md` of one
 * that reaches a person, and of a composite one which alarms it rings for.
 */
export function alarmLine(alarm: AlarmView): string {
  const { kind, hasActions, state, severity = '', summary = '', owner = 'its owner', because } = alarm;
  const start = `${severity.padEnd(8)} ${shortName(alarm.name)}`;
  if (state !== 'ALARM') return `OK    ${start}`;
  const what = kind === 'composite' ? because.map(ofItsService).join(', ') : `${summary}${page(alarm)}`;
  return hasActions ? `RINGS ${start}  ${owner}: ${what}` : `ALARM ${start}  ${what}`;
}

const page = ({ runbook }: AlarmView): string => (runbook === undefined ? '' : ` → docs/runbooks/${runbook}`);

/** As functions are named here: `orders/place-order-failed`. */
const shortName = (alarmName: string): string =>
  alarmName.replace(/^tradewind-/, '').replace(`-${STAGE}-`, '/');

const ofItsService = (alarmName: string): string => shortName(alarmName).split('/').at(-1)!;
