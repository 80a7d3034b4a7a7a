import type { Severity } from './alarm.ts';

/** What an alarm's description tells whoever is woken. */
export interface AlarmCard {
  readonly summary: string;
  readonly owner: string;
  readonly severity: Severity;
  /** The page's file name in docs/runbooks. */
  readonly runbook: string;
}

/**
 * Reads the description that an alarm of ours has.
 *
 * @returns those parts of it that are there
 */
export function alarmCard(description: string): Partial<AlarmCard> {
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
