import type { ServicePackage } from '../../deploy/src/packages/service-package.ts';
import type { Evidence } from './evidence.ts';

/** A hole in what would wake somebody. An error fails the check, a warning is printed. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly service: string;
  /** A logical id of the template, or the name of an event. */
  readonly subject: string;
  /** What is wrong, and what to do. */
  readonly says: string;
}

/** @returns what is wrong with the alarms of one service */
export type Rule = (
  service: Pick<ServicePackage, 'name' | 'stage' | 'template'>,
  evidence: Evidence,
) => readonly Omit<Finding, 'service'>[];

export const error = (subject: string, says: string): Omit<Finding, 'service'> => ({
  severity: 'error',
  subject,
  says,
});

export const warning = (subject: string, says: string): Omit<Finding, 'service'> => ({
  ...error(subject, says),
  severity: 'warning',
});
