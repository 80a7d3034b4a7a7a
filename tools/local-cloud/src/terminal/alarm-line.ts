import type { AlarmView } from '../alarms/alarm-board.ts';
import { STAGE } from '../cloud/place.ts';

/**
 * What changed, on one line: `ALARM critical orders/place-order-failed  An execution … → docs/runbooks/workflow-failed.md`;
 * of a composite alarm, to whom it rings and why: `RINGS critical orders/critical  @tradewind/orders: place-order-failed`.
 */
export function alarmLine(alarm: AlarmView): string {
  const { kind, state, severity = '', says = '', owner = 'its owner', runbook, because } = alarm;
  const name = shortName(alarm.name);
  if (state !== 'ALARM') return `OK    ${severity.padEnd(8)} ${name}`;
  if (kind === 'composite')
    return `RINGS ${severity.padEnd(8)} ${name}  ${owner}: ${because.map(ofItsService).join(', ')}`;
  return `ALARM ${severity.padEnd(8)} ${name}  ${says}${runbook === undefined ? '' : ` → docs/runbooks/${runbook}`}`;
}

/** As functions are named here: `orders/place-order-failed`. */
const shortName = (alarmName: string): string =>
  alarmName.replace(/^tradewind-/, '').replace(`-${STAGE}-`, '/');

const ofItsService = (alarmName: string): string => shortName(alarmName).split('/').at(-1)!;
