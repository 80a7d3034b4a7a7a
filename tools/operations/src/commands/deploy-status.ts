import { join } from 'node:path';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolders, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import {
  readServicePackage,
  requirePlace,
  type ServicePackage,
} from '../../../workspace/src/services/service-package.ts';
import type { ParameterStore } from '../aws/parameter-store.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { readPackagedContracts } from '../deploy/contracts/packaged-contracts.ts';
import { readValues } from '../deploy/deployment/read-values.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { formatStatuses, isUpToDate, serviceStatuses } from '../deploy/status/service-status.ts';

await runCommand({
  synopsis: 'npx nx deploy-status',
  description: 'Prints the deployed version of each service and whether it is up to date with this checkout.',
  options: {
    json: { type: 'boolean', default: false, description: 'print JSON' },
    'exit-code': {
      type: 'boolean',
      default: false,
      description: 'exit with 1 unless every service is up to date, as git diff does',
    },
  },
  async run({ place, options }) {
    refuseLocal(place.stage);
    const packages = serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage);
    for (const service of packages) requirePlace(service, place);
    const parameters = ssmParameterStore(place.region);
    const ledger = await stageLedger(place.stage, parameters).readAll();
    const statuses = serviceStatuses(
      await Promise.all(
        packages.map(async (service) => ({
          service,
          contracts: readPackagedContracts(service),
          readHash: ledger.has(service.name) ? await findReadHash(service, parameters) : undefined,
        })),
      ),
      ledger,
    );
    print(options.json ? JSON.stringify(statuses, null, 2) : formatStatuses(statuses));
    if (options['exit-code'] && !statuses.every(isUpToDate)) process.exitCode = 1;
  },
});

/** @returns undefined when a parameter is missing, which only a deployment reports */
async function findReadHash(
  service: ServicePackage,
  parameters: ParameterStore,
): Promise<string | undefined> {
  try {
    return (await readValues(service, parameters)).readHash;
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
