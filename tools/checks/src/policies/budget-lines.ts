import type { ServicePackage } from '../../../workspace/src/templates/service-package.ts';
import type { Template } from '../../../workspace/src/templates/template.ts';
import { checkBudgets, findingLine } from './check-budgets.ts';
import { costChange } from './costs/cost-change.ts';
import { monthlyCost } from './costs/monthly-cost.ts';

/**
 * What budgets have to say of a deploy, line by line: the change of the monthly cost, and every finding.
 *
 * @param deployed  the stack's template; none where the service is new to the stage
 */
export const budgetLines = (service: ServicePackage, deployed: Template | undefined): string[] => [
  costChange(deployed && monthlyCost({ name: service.name, template: deployed }), monthlyCost(service)),
  ...checkBudgets(service).map((finding) => `budget: ${findingLine(finding)}`),
];
