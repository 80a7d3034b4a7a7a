import { ssmParameterStore } from '../../../operations/src/aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../../../operations/src/aws/stacks.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/services/service-folder.ts';
import { contractBreaches } from '../../../operations/src/deploy/contracts/contract-breaches.ts';
import { readContracts } from '../../../operations/src/deploy/contracts/read-contracts.ts';
import { pause, print } from '../../../operations/src/deploy/deploying/at-work.ts';
import { diffService } from '../../../operations/src/deploy/diff/diff-service.ts';
import { stageLedger } from '../../../operations/src/deploy/ledger/ledger.ts';
import { readServicePackage, requirePlace } from '../../../workspace/src/templates/service-package.ts';
import { policyDiff } from './policy-diff.ts';

/**
 * `npx nx diff NAME [--stage X] [--region Y]`: shows what a deployment would change and cost, and which policies and
 * contracts with deployed services it would violate. It changes nothing.
 *
 * It is in tools/checks because checks depend on tools/operations, and not the other way round.
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
    budgets: policyDiff,
    print,
  });
}

await runCommand(main);
