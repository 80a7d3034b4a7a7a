import type { ServicePackage } from '../../../workspace/src/services/service-package.ts';
import type { ServiceFinding } from '../finding.ts';

/**
 * Checks a packaged service.
 *
 * @param neighbors  the packaged services of the same stage, as far as they are known
 */
export type Rule = (
  service: ServicePackage,
  neighbors: readonly ServicePackage[],
) => readonly ServiceFinding[];
