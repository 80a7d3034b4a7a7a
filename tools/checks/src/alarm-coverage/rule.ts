import type { ServicePackage } from '../../../workspace/src/services/service-package.ts';
import type { ServiceFinding } from '../finding.ts';
import type { Evidence } from './evidence.ts';

/** Checks the alarms of one packaged service. */
export type Rule = (
  service: Pick<ServicePackage, 'name' | 'stage' | 'template'>,
  evidence: Evidence,
) => readonly ServiceFinding[];

/** A gap in the alarms, which is always an error. */
export const gap = (subject: string, message: string): ServiceFinding => ({
  severity: 'error',
  subject,
  message,
});
