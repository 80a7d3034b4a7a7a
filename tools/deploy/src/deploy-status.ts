import { join } from 'node:path';
import { ssmParameterStore } from './aws/ssm-parameter-store.ts';
import { readArguments } from './command/arguments.ts';
import { runCommand } from './command/run-command.ts';
import { refuseLocal } from './command/stage.ts';
import { workspaceRoot } from './command/workspace.ts';
import { print } from './deploying/at-work.ts';
import { stageLedger } from './ledger/ledger.ts';
import { readServicePackage, requirePlace, serviceFolders } from './packages/service-package.ts';
import { printStatuses, serviceStatuses } from './status/service-status.ts';

/** `npx nx deploy-status [--stage X] [--region Y] [--json]`: what is deployed, from which revision, and what is behind. */
async function main(args: readonly string[]): Promise<void> {
  const { place, options } = readArguments(args, { json: { type: 'boolean', default: false } });
  refuseLocal(place.stage);
  const packages = serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage);
  for (const service of packages) requirePlace(service, place);
  const ledger = await stageLedger(place.stage, ssmParameterStore(place.region)).readAll();
  const statuses = serviceStatuses(packages, ledger);
  print(options.json ? JSON.stringify(statuses, null, 2) : printStatuses(statuses));
}

await runCommand(main);
