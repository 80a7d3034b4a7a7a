import { ssmParameterStore } from './aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from './aws/stacks.ts';
import { readArguments } from './command/arguments.ts';
import { runCommand } from './command/run-command.ts';
import { refuseLocal } from './command/stage.ts';
import { serviceFolder } from './command/workspace.ts';
import { contractBreaches } from './contracts/contract-breaches.ts';
import { readContracts } from './contracts/read-contracts.ts';
import { pause, print } from './deploying/at-work.ts';
import { printDifference, templateDifference } from './diff/template-difference.ts';
import { stageLedger } from './ledger/ledger.ts';
import { readServicePackage, requirePlace } from './packages/service-package.ts';

/**
 * `npx nx diff NAME [--stage X] [--region Y]`: what a deploy would change, in words, and which contracts with deployed
 * services it would break. It changes nothing.
 */
async function main(args: readonly string[]): Promise<void> {
  const { service: argument, place } = readArguments(args, {});
  refuseLocal(place.stage);
  const service = readServicePackage(serviceFolder(argument));
  requirePlace(service, place);
  const { name, stage, stackName, template } = service;
  const deployed = await cloudFormationStacks(place.region, pause).template(stackName);
  const words = deployed
    ? printDifference(templateDifference(deployed, template))
    : `  everything is new: ${Object.keys(template.Resources).length} resources`;
  print(`${name} in ${stage}:\n${words}`);
  const ledger = await stageLedger(stage, ssmParameterStore(place.region)).readAll();
  for (const breach of contractBreaches(service, await readContracts(service), ledger))
    print(`Would be refused: ${breach}`);
}

await runCommand(main);
