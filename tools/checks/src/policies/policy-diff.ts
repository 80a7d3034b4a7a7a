import type { ServicePackage } from '../../../workspace/src/services/service-package.ts';
import type { Template } from '../../../workspace/src/templates/template.ts';
import { findingLine } from '../finding.ts';
import { checkPolicies } from './check-policies.ts';
import { costChange } from './costs/cost-change.ts';
import { monthlyCost } from './costs/monthly-cost.ts';

/**
 * The lines that `nx diff` prints: the change of the monthly cost, and every finding.
 *
 * @param deployed  the deployed template; undefined if the service is new to the stage
 */
export const policyDiff = (service: ServicePackage, deployed: Template | undefined): string[] => [
  costChange(deployed && monthlyCost({ name: service.name, template: deployed }), monthlyCost(service)),
  ...checkPolicies(service).map((finding) => `policy: ${findingLine(finding)}`),
];
