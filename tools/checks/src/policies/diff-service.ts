import { ssmParameterStore } from '../../../operations/src/aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../../../operations/src/aws/stacks.ts';
import type { Arguments } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/layout/workspace-folders.ts';
import { contractIncompatibilities } from '../../../operations/src/deploy/contracts/contract-incompatibilities.ts';
import { readContracts } from '../../../operations/src/deploy/contracts/read-contracts.ts';
import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { reportDifferences } from '../../../operations/src/deploy/diff/report-differences.ts';
import { stageLedger } from '../../../operations/src/deploy/ledger/ledger.ts';
import { readServicePackage, requirePlace } from '../../../workspace/src/services/service-package.ts';
import { policyDiff } from './policy-diff.ts';

// In tools/checks, because checks depend on tools/operations and not the other way round.
await runCommand({
  synopsis: 'npx nx diff SERVICE',
  description:
    'Prints what a deployment would change and cost, and which policies and contracts it would violate. Changes nothing.',
  options: {},
  run: printDiff,
});

async function printDiff({ service: argument, place }: Arguments<{}>): Promise<void> {
  refuseLocal(place.stage);
  const service = readServicePackage(serviceFolder(argument));
  requirePlace(service, place);
  const ledger = stageLedger(place.stage, ssmParameterStore(place.region));
  await reportDifferences(service, {
    deployedTemplate: (stackName) => cloudFormationStacks(place.region, pause).template(stackName),
    incompatibilities: async () =>
      contractIncompatibilities(service, await readContracts(service), await ledger.readAll()),
    budgets: policyDiff,
    print,
  });
}
