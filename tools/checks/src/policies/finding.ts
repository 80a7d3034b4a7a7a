import type { ServicePackage } from '../../../workspace/src/templates/service-package.ts';

/** What a rule has to say of a packaged service. An error fails the check, a warning is printed. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  readonly service: string;
  /** The logical id of what it is about; none where it is the whole stack. */
  readonly resource?: string;
  readonly description: string;
}

/**
 * @param neighbors  the packages around a service, of the same stage, as far as they are there
 * @returns what is wrong with a service, or about to be; nothing where it keeps the budget
 */
export type Rule = (
  service: ServicePackage,
  neighbors: readonly ServicePackage[],
) => readonly Omit<Finding, 'service'>[];

export const error = (description: string, resource?: string): Omit<Finding, 'service'> => ({
  severity: 'error',
  description,
  ...(resource !== undefined && { resource }),
});

export const warning = (description: string, resource?: string): Omit<Finding, 'service'> => ({
  ...error(description, resource),
  severity: 'warning',
});
