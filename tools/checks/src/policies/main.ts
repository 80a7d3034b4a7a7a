import { join } from 'node:path';
import { workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { readServicePackage, serviceFolders } from '../../../workspace/src/templates/service-package.ts';
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
    throw new CommandError(
      `${errors} budgets are broken: limits and reasons are in tools/checks/src/policies/limits.ts.`,
    );
  console.log(`${services.length} services keep their budgets.`);
}

await runCommand(main);
