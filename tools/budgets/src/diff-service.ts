import { ssmParameterStore } from '../../deploy/src/aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../../deploy/src/aws/stacks.ts';
import { readArguments } from '../../deploy/src/command/arguments.ts';
import { runCommand } from '../../deploy/src/command/run-command.ts';
import { refuseLocal } from '../../deploy/src/command/stage.ts';
import { serviceFolder } from '../../deploy/src/command/workspace.ts';
import { contractBreaches } from '../../deploy/src/contracts/contract-breaches.ts';
import { readContracts } from '../../deploy/src/contracts/read-contracts.ts';
import { pause, print } from '../../deploy/src/deploying/at-work.ts';
import { diffService } from '../../deploy/src/diff/diff-service.ts';
import { stageLedger } from '../../deploy/src/ledger/ledger.ts';
import { readServicePackage, requirePlace } from '../../deploy/src/packages/service-package.ts';
import { budgetLines } from './budget-lines.ts';

/**
 * `npx nx diff NAME [--stage X] [--region Y]`: what a deploy would change, in words, what it would cost, which budgets
 * it breaks, and which contracts with deployed services. It changes nothing.
 *
 * It lives here and not in tools/deploy because budgets know of deploys, and not the other way round.
 */
async function main(args: readonly string[]): Promise<void> {
  const { service: argument, place } = readArguments(args, {});
  refuseLocal(place.stage);
  const service = readServicePackage(serviceFolder(argument));
  requirePlace(service, place);
  const ledger = stageLedger(place.stage, ssmParameterStore(place.region));
  await diffService(service, {
    deployedTemplate: (stackName) => cloudFormationStacks(place.region, pause).template(stackName),
    breaches: async () => contractBreaches(service, await readContracts(service), await ledger.readAll()),
    budgets: budgetLines,
    print,
  });
}

await runCommand(main);
