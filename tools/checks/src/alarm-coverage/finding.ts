import type { ServicePackage } from '../../../workspace/src/templates/service-package.ts';
import type { Evidence } from './evidence.ts';

/** A hole in what would wake somebody. */
export interface Finding {
  /** Or the folder of a library. */
  readonly service: string;
  /** A logical id of the template, or the name of an event. */
  readonly subject: string;
  /** What is wrong, and what to do. */
  readonly description: string;
}

/** @returns what is wrong with the alarms of one service */
export type Rule = (
  service: Pick<ServicePackage, 'name' | 'stage' | 'template'>,
  evidence: Evidence,
) => readonly Omit<Finding, 'service'>[];

export const hole = (subject: string, description: string): Omit<Finding, 'service'> => ({
  subject,
  description,
});
