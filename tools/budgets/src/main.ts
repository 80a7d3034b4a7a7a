import { join } from 'node:path';
import { workspaceRoot } from '../../deploy/src/command/workspace.ts';
import { runCommand } from '../../deploy/src/command/run-command.ts';
import { DeployError } from '../../deploy/src/command/deploy-error.ts';
import { readServicePackage, serviceFolders } from '../../deploy/src/packages/service-package.ts';
import { checkBudgets, findingLine } from './check-budgets.ts';
import { costTable } from './costs/cost-table.ts';
import { monthlyCost } from './costs/monthly-cost.ts';

/**
 * `npm run budgets`: holds every packaged service against its budgets, and says what a month of them costs; a broken
 * one makes the exit code 1.
 */
function main(): void {
  const services = serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage);
  const findings = services.flatMap((service) => checkBudgets(service, services));
  for (const finding of findings) console.log(findingLine(finding));
  console.log(costTable(services.map(monthlyCost)));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    throw new DeployError(
      `${errors} budgets are broken: limits and reasons are in tools/budgets/src/limits.ts.`,
    );
  console.log(`${services.length} services keep their budgets.`);
}

await runCommand(main);
