import { join } from 'node:path';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import type { ParameterStore } from '../aws/parameter-store.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { packedContracts } from './contracts/packaged-contracts.ts';
import { print } from './deploying/at-work.ts';
import { readValues } from './deploying/read-values.ts';
import { stageLedger } from './ledger/ledger.ts';
import {
  readServicePackage,
  requirePlace,
  serviceFolders,
  type ServicePackage,
} from '../../../workspace/src/templates/service-package.ts';
import { isUpToDate, printStatuses, serviceStatuses } from './status/service-status.ts';

/**
 * `npx nx deploy-status [--stage X] [--region Y] [--json] [--exit-code]`: what is deployed, from which revision, and
 * what is behind. With `--exit-code`, as of git diff, the exit code is 1 where anything is.
 */
async function main(args: readonly string[]): Promise<void> {
  const { place, options } = readArguments(args, {
    json: { type: 'boolean', default: false },
    'exit-code': { type: 'boolean', default: false },
  });
  refuseLocal(place.stage);
  const packages = serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage);
  for (const service of packages) requirePlace(service, place);
  const parameters = ssmParameterStore(place.region);
  const ledger = await stageLedger(place.stage, parameters).readAll();
  const statuses = serviceStatuses(
    await Promise.all(
      packages.map(async (service) => ({
        service,
        contracts: packedContracts(service),
        readHash: ledger.has(service.name) ? await readHashIn(service, parameters) : undefined,
      })),
    ),
    ledger,
  );
  print(options.json ? JSON.stringify(statuses, null, 2) : printStatuses(statuses));
  if (options['exit-code'] && !statuses.every(isUpToDate)) process.exitCode = 1;
}

/** @returns nothing where a parameter is not there: that is for a deploy to complain about */
async function readHashIn(service: ServicePackage, parameters: ParameterStore): Promise<string | undefined> {
  try {
    return (await readValues(service, parameters)).readHash;
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

await runCommand(main);
