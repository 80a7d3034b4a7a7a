import type { Severity } from './alarm.ts';

/** The parts of an alarm description. */
export interface AlarmDescription {
  readonly summary: string;
  readonly owner: string;
  readonly severity: Severity;
  /** The file name in docs/runbooks. */
  readonly runbook: string;
}

/**
 * Parses an alarm description that `alarmDescription` formatted.
 *
 * @returns the parts that the text contains
 */
export function parseAlarmDescription(description: string): Partial<AlarmDescription> {
  const summary = description.split('\n', 1)[0];
  const [owner, severity, address] = ['Owner', 'Severity', 'Runbook'].map(
    (label) => new RegExp(`^${label}: (.+)$`, 'm').exec(description)?.[1],
  );
  return {
    ...(summary && { summary }),
    ...(owner !== undefined && { owner }),
    ...((severity === 'critical' || severity === 'warning') && { severity }),
    ...(address !== undefined && { runbook: address.split('/').at(-1)! }),
  };
}
